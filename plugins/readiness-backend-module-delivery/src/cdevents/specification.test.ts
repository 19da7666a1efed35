/**
 * Every event type against what is written by hand in `contents`: that is what the specification
 * says, and the table of the reader has to say the same.
 */
import fc from 'fast-check';
import { cdEvent, read, reasonOf } from './__testUtils__/cdEvent';
import { contents } from './__testUtils__/contents';
import { vocabulary } from './vocabulary';

const names = Object.keys(contents);

/** A value of a type that no field has. */
const wrong = [5, null, true, [5]];

const without = (object: object, key: string) =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));

it('knows each type of the specification and no other one', () => {
  expect(Object.keys(vocabulary).sort()).toEqual([...names].sort());
  expect(names).toHaveLength(48);
});

describe.each(names)('%s', name => {
  const [required, optional] = contents[name];
  const full = { ...required, ...optional };

  it('is valid with what it needs, and with all that it may have', () => {
    expect(read(cdEvent(name, { content: required })).status).toBe('read');
    expect(read(cdEvent(name, { content: full })).status).toBe('read');
  });

  it('is refused without any field that it needs', () => {
    for (const key of Object.keys(required)) {
      expect(reasonOf(cdEvent(name, { content: without(full, key) }))).toBe(
        `subject.content.${key} is missing`,
      );
    }
    for (const key of Object.keys(optional)) {
      const content = without(full, key);
      expect(read(cdEvent(name, { content })).status).toBe('read');
    }
  });

  it('is refused with a field of another type', () => {
    for (const key of Object.keys(full)) {
      for (const value of wrong) {
        const content = { ...full, [key]: value };
        expect(reasonOf(cdEvent(name, { content }))).toMatch(
          new RegExp(`^subject\\.content\\.${key} is not `),
        );
      }
    }
  });

  it('has no other fields in a version that is known, and may have some in a later one', () => {
    const content = { ...full, news: 1 };
    expect(reasonOf(cdEvent(name, { content }))).toBe(
      'subject.content.news is not part of this version of the event',
    );
    expect(read(cdEvent(name, { content, version: '0.9.0' })).status).toBe(
      'read',
    );
    for (const key of Object.keys(required)) {
      expect(
        reasonOf(
          cdEvent(name, { content: without(content, key), version: '0.9.0' }),
        ),
      ).toBe(`subject.content.${key} is missing`);
    }
  });
});

describe('what all events have', () => {
  const [content] = contents['service.deployed'];
  const event = cdEvent('service.deployed', {
    content,
    context: {
      chainId: '4c8cb7dd-3448-41de-8768-eec704e2829b',
      schemaUri: 'https://acme.example.org/schema',
      links: [
        {
          linkType: 'RELATION',
          linkKind: 'TRIGGER',
          target: { contextId: 'a' },
          tags: { any: 1 },
        },
        {
          linkType: 'PATH',
          from: { domainId: 'cdevents:v0:github::acme:checkout:pr:42' },
        },
        { linkType: 'END' },
      ],
    },
    subject: { source: '/clusters/eu' },
    customData: { any: ['thing'] },
  });

  it.each(['specversion', 'id', 'source', 'type', 'timestamp'])(
    'context.%s has to be there',
    key => {
      const context = without(event.context, key);
      expect(reasonOf({ ...event, context })).toMatch(
        new RegExp(`^context\\.${key} is (missing|not a text)`),
      );
    },
  );

  it.each([
    ['context.id', '', 'is not a text of at least one character'],
    ['context.source', 'two words', 'is not a URI reference'],
    ['context.source', '', 'is not a URI reference'],
    ['context.timestamp', '2026-03-20', 'is not a time'],
    ['context.timestamp', '2026-02-30T10:00:00Z', 'is not a time'],
    ['context.timestamp', '2026-03-20T10:00:00', 'is not a time'],
    ['context.timestamp', 1774000000, 'is not a time'],
    ['context.chainId', 'chain-1', 'is not a UUID'],
    ['context.schemaUri', '/schema', 'is not an absolute URI'],
    ['context.links', {}, 'is not a list'],
    ['context.links', [{ linkType: 'START' }], '[0].linkType is not one of'],
    ['context.links', [{ linkType: 'PATH' }], '[0].from is missing'],
    [
      'context.links',
      [{ linkType: 'PATH', from: {} }],
      '[0].from has neither contextId nor domainId',
    ],
    [
      'context.links',
      [{ linkType: 'RELATION', target: { contextId: 'a' } }],
      '[0].linkKind is missing',
    ],
    [
      'context.links',
      [
        {
          linkType: 'RELATION',
          linkKind: 'x',
          target: { domainId: 'cdevents:v1:a:b:c:d:pr:1' },
        },
      ],
      '[0].target.domainId is not a domain id',
    ],
    ['context.links', [{ linkType: 'END', to: {} }], '[0].to is not part'],
    ['context.team', 'x', 'is not part of this version'],
    ['subject.id', '', 'is not a text of at least one character'],
    ['subject.source', 'two words', 'is not a URI reference'],
    ['subject.type', 'service', 'is not part of this version'],
    ['subject.content', [], 'is not an object'],
    ['customData', ['x'], 'is not an object or a text in Base64'],
    ['customData', 'plain text', 'is not an object or a text in Base64'],
    ['customDataContentType', 'json', 'is not a media type'],
    ['more', 1, 'is not part of this version'],
  ])('refuses %s of %j', (path, value, reason) => {
    const broken = structuredClone(event) as Record<string, object>;
    const [part, key] = path.split('.');
    if (key) {
      Object.assign(broken[part], { [key]: value });
    } else {
      Object.assign(broken, { [part]: value });
    }
    expect(read(event).status).toBe('read');
    expect(reasonOf(broken)).toContain(
      `${path}${reason[0] === '[' ? '' : ' '}`,
    );
    expect(reasonOf(broken)).toContain(reason);
  });

  it('takes custom data that is no JSON in Base64', () => {
    const customData = Buffer.from('<xml/>').toString('base64');
    const reading = read({
      ...event,
      customData,
      customDataContentType: 'application/xml; charset=utf-8',
    });
    expect(reading.status).toBe('read');
  });
});

describe('versions', () => {
  const [content] = contents['service.deployed'];
  const { specversion, ...rest } = cdEvent('service.deployed').context;
  const old = (version: string, more: object = {}) => ({
    context: {
      ...rest,
      version: '0.3.0',
      type: `dev.cdevents.service.deployed.${version}`,
      ...more,
    },
    subject: { id: 'checkout', type: 'service', content },
  });

  it('reads those of specification 0.3 and 0.4, with the names of then', () => {
    expect(read(old('0.1.1')).status).toBe('read');
    expect(read(old('0.2.0', { chain_id: rest.id })).status).toBe('read');
    expect(reasonOf(old('0.1.1', { chainId: rest.id }))).toBe(
      'context.chainId is not part of this version of the event',
    );
    expect(reasonOf(old('0.3.0'))).toBe('context.specversion is missing');
    expect(reasonOf(cdEvent('service.deployed', { version: '0.1.1' }))).toBe(
      'context.version is missing',
    );
  });

  it('holds content against the version of then', () => {
    const event = (version: string, field: object) => ({
      ...old('0.1.1', { type: `dev.cdevents.pipelinerun.started.${version}` }),
      subject: {
        id: 'run-1',
        type: 'pipelineRun',
        content: { pipelineName: 'release', ...field },
      },
    });
    expect(read(event('0.2.0', { url: 'any text' })).status).toBe('read');
    expect(reasonOf(event('0.2.0', { uri: 'https://x.example' }))).toBe(
      'subject.content.url is missing',
    );
  });

  it('reads a later version by the one before', () => {
    const event = cdEvent('service.deployed', {
      version: '0.12.3',
      content: { ...content, region: 'eu' },
      context: { team: 'a' },
      subject: { kind: 'x' },
    });
    expect(read(event)).toMatchObject({
      status: 'read',
      events: [{ kind: 'deployment' }],
    });
    const draft = cdEvent('service.deployed', {
      version: '0.3.0-draft',
      content,
    });
    expect(read(draft).status).toBe('read');
  });

  it.each([
    ['dev.cdevents.service.deployed.0.1.0', 'is not one of specification 0.3'],
    ['dev.cdevents.service.deployed.1.0.0', 'is not one of specification 0.3'],
    ['dev.cdevents.approval.closed.0.0.9', 'is not one of specification 0.3'],
    ['dev.cdevents.service.renamed.0.3.0', 'is not part of the vocabulary'],
    ['dev.cdevents.constructor.name.0.3.0', 'is not part of the vocabulary'],
    ['dev.cdevents.service.deployed', 'is not of the form'],
    ['dev.cdevents.service.deployed.0.3', 'is not of the form'],
    ['dev.cdeventsx.service.deployed.0.3.0', 'is not of the form'],
    ['com.example.deployed', 'is not of the form'],
  ])('refuses %s', (type, reason) => {
    expect(
      reasonOf(cdEvent('service.deployed', { content, context: { type } })),
    ).toContain(reason);
  });
});

describe('custom events', () => {
  const custom = (context: object = {}, subject: object = {}) =>
    cdEvent('service.deployed', {
      context: { type: 'dev.cdeventsx.mytool-thing.made.0.1.0', ...context },
      subject: { content: { any: { thing: [1] } }, ...subject },
    });

  it('are valid with any content and say nothing', () => {
    expect(read(custom())).toEqual({ status: 'read', events: [] });
  });

  it('may be of specification 0.4', () => {
    const { context, subject } = custom();
    const { specversion, ...rest } = context;
    expect(
      read({
        context: { ...rest, version: '0.4.1' },
        subject: { ...subject, type: 'mytool-thing' },
      }).status,
    ).toBe('read');
  });

  it('have to hold to the rest of the specification', () => {
    expect(reasonOf(custom({ timestamp: 'now' }))).toContain(
      'context.timestamp is not a time',
    );
    expect(reasonOf(custom({}, { content: 'x' }))).toBe(
      'subject.content is not an object',
    );
  });

  it('tell of a freeze of releases', () => {
    const context = { type: 'dev.cdeventsx.readiness-freeze.started.0.1.0' };
    expect(
      read(
        custom(context, {
          content: {
            title: 'Budget of availability spent',
            about: 'availability',
          },
        }),
      ),
    ).toMatchObject({
      status: 'read',
      events: [
        {
          kind: 'freeze',
          targets: ['service:checkout'],
          title: 'Budget of availability spent',
          about: 'availability',
          at: '2026-03-20T13:27:05.315Z',
        },
      ],
    });
  });
});

it('refuses what is no event, and throws for nothing', () => {
  const parts = fc.record(
    {
      context: fc.oneof(
        fc.jsonValue(),
        fc.record({
          type: fc.constantFrom(
            ...names.map(name => `dev.cdevents.${name}.0.3.0`),
            'dev.cdeventsx.a-b.c.0.1.0',
          ),
          links: fc.jsonValue(),
        }),
      ),
      subject: fc.oneof(
        fc.jsonValue(),
        fc.record({ id: fc.jsonValue(), content: fc.jsonValue() }),
      ),
      customData: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), parts), payload => {
      expect(reasonOf(payload)).not.toContain('read as');
    }),
    { numRuns: 500 },
  );
});
