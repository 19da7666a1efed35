import fc from 'fast-check';
import { readCloudEvents } from './readCloudEvents';

const event = {
  specversion: '1.0',
  id: 'A-1',
  source: '/ci/shop',
  type: 'org.example.done',
};

function read(
  headers: Record<string, string>,
  body: unknown,
  rawHeaders = Object.entries(headers).flat(),
) {
  return readCloudEvents(
    {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [
          name.toLowerCase(),
          value,
        ]),
      ),
      rawHeaders,
      body: Buffer.isBuffer(body)
        ? body
        : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    },
    { limit: 3 },
  );
}

const structured = { 'Content-Type': 'application/cloudevents+json' };
const batched = { 'Content-Type': 'application/cloudevents-batch+json' };
const plain = { 'Content-Type': 'application/json' };
const binary = {
  'Content-Type': 'application/json',
  'ce-specversion': '1.0',
  'ce-id': 'A-1',
  'ce-source': '/ci/shop',
  'ce-type': 'org.example.done',
};

describe('readCloudEvents', () => {
  it('reads one event in structured mode, with extensions and without nulls', () => {
    const sent = {
      ...event,
      time: '2026-11-20T08:00:00.123+01:00',
      subject: null,
      traceparent: '00-x',
      attempt: 2,
      data: { a: [1] },
    };
    const { subject, ...expected } = sent;
    expect(read(structured, sent)).toEqual([{ event: expected }]);
    expect(
      read(
        { 'content-type': 'Application/CloudEvents+JSON ; charset=UTF-8' },
        `\ufeff${JSON.stringify(event)}`,
      ),
    ).toEqual([{ event }]);
  });

  it('reads a batch, each event by itself', () => {
    expect(read(batched, [event, { ...event, id: '' }, 'what?'])).toEqual([
      { event },
      {
        refused: "The attribute 'id' is required, as a text that is not empty",
        source: '/ci/shop',
        id: '',
      },
      { refused: 'A CloudEvent must be an object', source: null, id: null },
    ]);
    expect(read(batched, [])).toEqual([]);
  });

  it('reads binary mode: attributes of headers, the body as data', () => {
    expect(
      read({ ...binary, 'CE-Subject': 'Euro%20%E2%82%AC %zz' }, { a: 1 }),
    ).toEqual([
      {
        event: {
          ...event,
          subject: 'Euro € %zz',
          datacontenttype: 'application/json',
          data: { a: 1 },
        },
      },
    ]);
    const { 'Content-Type': _, ...bare } = binary;
    expect(read(bare, '')).toEqual([{ event }]);
    expect(read({ ...bare, 'Content-Type': 'text/plain' }, 'hi')).toEqual([
      {
        event: {
          ...event,
          datacontenttype: 'text/plain',
          data_base64: Buffer.from('hi').toString('base64'),
        },
      },
    ]);
    expect(read({ ...bare, 'ce-subject': '"a \\"b\\\\%22"' }, '')).toEqual([
      { event: { ...event, subject: 'a "b\\"' } },
    ]);
  });

  it('decodes what any sender encodes by the rules of the binding', () => {
    const encode = (text: string) =>
      [...text]
        .map(char =>
          /[\u0021-\u007e]/.test(char) && !/["%]/.test(char)
            ? char
            : encodeURIComponent(char),
        )
        .join('');
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      // eslint-disable-next-line no-control-regex
      .filter(it => !/[\u0000-\u001f\u007f-\u009f]/.test(it));
    fc.assert(
      fc.property(text, subject => {
        const [sent] = read({ ...binary, 'ce-subject': encode(subject) }, {});
        expect(sent).toMatchObject({ event: { subject } });
      }),
      { numRuns: 100 },
    );
  });

  it.each<[string, object | string, RegExp]>([
    ['another version', { ...event, specversion: '0.3' }, /specversion/],
    ['no source', { ...event, source: undefined }, /'source' is required/],
    ['a source with spaces', { ...event, source: 'a b' }, /URI reference/],
    ['a number as id', { ...event, id: 1 }, /'id' is required/],
    ['a long id', { ...event, id: 'x'.repeat(501) }, /'id' has more than 500/],
    ['names in upper case', { ...event, myExtension: 'x' }, /lower-case/],
    [
      'an object as extension',
      { ...event, extra: {} },
      /'extra' must be a text/,
    ],
    ['a fraction', { ...event, extra: 1.5 }, /'extra' must be a text/],
    [
      'a time without zone',
      { ...event, time: '2026-11-20T08:00:00' },
      /'time'/,
    ],
    ['a time of no day', { ...event, time: '2026-13-40T08:00:00Z' }, /'time'/],
    ['an empty subject', { ...event, subject: '' }, /'subject'/],
    ['control characters', { ...event, subject: 'a\u0000' }, /control/],
    [
      'two kinds of data',
      { ...event, data: 1, data_base64: 'AA==' },
      /only one/,
    ],
    ['no Base64', { ...event, data_base64: '!' }, /must be Base64/],
    [
      'JSON in Base64 that is none',
      { ...event, datacontenttype: 'application/json', data_base64: 'AAAA' },
      /no JSON/,
    ],
    [
      'too many attributes',
      Object.fromEntries([
        ...Object.entries(event),
        ...Array.from({ length: 100 }, (_, index) => [`x${index}`, 'x']),
      ]),
      /more than 100/,
    ],
  ])('refuses %s by itself', (_, sent, reason) => {
    const [answer] = read(structured, sent);
    expect('refused' in answer && answer.refused).toMatch(reason);
  });

  it('reads JSON in Base64', () => {
    const json = Buffer.from('{"a":1}').toString('base64');
    const typed = { ...event, datacontenttype: 'application/x+json; v=1' };
    expect(read(structured, { ...typed, data_base64: json })).toEqual([
      { event: { ...typed, data: { a: 1 } } },
    ]);
  });

  it.each([
    ['a header twice', { 'ce-id': 'A-1' }, ['ce-id', 'B'], /came twice/],
    ['no UTF-8', { 'ce-subject': '%ff%fe' }, [], /percent-encoded UTF-8/],
    ['a prototype', {}, ['ce-__proto__', 'x'], /lower-case letters/],
  ])('refuses %s in binary mode', (_, more, twice, reason) => {
    const headers: Record<string, string> = { ...binary, ...more };
    const [answer] = read(headers, {}, [
      ...Object.entries(headers).flat(),
      ...twice,
    ]);
    expect('refused' in answer && answer.refused).toMatch(reason);
  });

  it('refuses data that is not what its type says', () => {
    expect(read(binary, '{')).toEqual([
      { refused: 'The body is no JSON', source: '/ci/shop', id: 'A-1' },
    ]);
  });

  it('wraps CDEvents that come bare, one or a list', () => {
    const cdEvent = {
      context: {
        version: '0.4.1',
        id: 'c1',
        source: '/ci',
        type: 'dev.cdevents.service.deployed.0.2.0',
        timestamp: '2026-11-20T08:00:00Z',
      },
      subject: { id: 'shop' },
    };
    const wrapped = {
      specversion: '1.0',
      id: 'c1',
      source: '/ci',
      type: 'dev.cdevents.service.deployed.0.2.0',
      time: '2026-11-20T08:00:00Z',
      datacontenttype: 'application/json',
      data: cdEvent,
    };
    expect(read(plain, cdEvent)).toEqual([{ event: wrapped }]);
    expect(
      read(plain, [cdEvent, event, { context: { id: 'x' } }, 7].slice(0, 3)),
    ).toEqual([
      { event: wrapped },
      { event },
      {
        refused:
          "context: The attribute 'source' is required, as a text that is not empty",
        source: null,
        id: 'x',
      },
    ]);
    expect(read(plain, 7)).toEqual([
      {
        refused: 'It is neither a CDEvent nor a CloudEvent',
        source: null,
        id: null,
      },
    ]);
  });

  it.each<[string, Record<string, string>, unknown, number, RegExp]>([
    [
      'XML',
      { 'content-type': 'application/cloudevents+xml' },
      '<a/>',
      415,
      /batch/,
    ],
    ['text', { 'content-type': 'text/plain' }, 'a', 415, /application\/json/],
    ['nothing', {}, '', 415, /application\/json/],
    [
      'UTF-16',
      { 'content-type': 'application/json; charset=utf-16' },
      '',
      415,
      /UTF-8/,
    ],
    ['no JSON', structured, '{', 400, /no JSON/],
    ['depth', plain, '['.repeat(200_000), 400, /JSON|deeply/],
    ['no list', batched, event, 400, /must be a list/],
    ['too many', batched, [1, 2, 3, 4], 400, /more than 3/],
  ])('is an error for %s', (_, headers, body, status, message) => {
    let thrown: { statusCode?: number; name?: string; message?: string } = {};
    try {
      read(headers, body);
    } catch (error) {
      thrown = error as Error;
    }
    expect([
      thrown.statusCode ?? (thrown.name === 'InputError' && 400),
      thrown.message,
    ]).toEqual([status, expect.stringMatching(message)]);
  });

  it('says something about anything', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), body => {
        const [sent] = read(structured, body);
        expect('event' in sent ? sent.event.specversion : '1.0').toBe('1.0');
      }),
      { numRuns: 200 },
    );
  });
});
