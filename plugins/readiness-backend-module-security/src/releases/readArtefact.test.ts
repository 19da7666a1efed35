import { ConfiguredFile } from '@team-readiness/backstage-plugin-readiness-node';
import { readArtefact, tellingName } from './readArtefact';
import { isPrerelease } from './ReleaseTree';

const fileOf = (path: string, content: unknown, size = 10): ConfiguredFile => {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return {
    source: path,
    path,
    modifiedAt: 0,
    size,
    read: async () => text,
    readStart: async bytes => text.slice(0, bytes),
  };
};

const component = { type: 'library', name: 'left-pad', version: '1.0.0' };
const cycloneDx = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  components: [component],
};
const spdx = {
  spdxVersion: 'SPDX-2.3',
  packages: [{ name: 'left-pad', SPDXID: 'SPDXRef-1' }],
};
const statement = (predicateType: string, predicate: unknown = {}) => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'app.tar.gz', digest: { sha256: 'ab' } }],
  predicateType,
  predicate,
});
const slsa = statement('https://slsa.dev/provenance/v1');
const envelope = (
  payload: unknown,
  signatures: unknown[] = [{ sig: 'MEUC' }],
) => ({
  payloadType: 'application/vnd.in-toto+json',
  payload: Buffer.from(JSON.stringify(payload)).toString('base64'),
  signatures,
});
const bundle = (content: object) => ({
  mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
  verificationMaterial: {},
  ...content,
});
const xml = (inside: string) =>
  `<?xml version="1.0"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1">${inside}</bom>`;

type Meaning = 'sbom' | 'signature' | 'provenance' | 'nothing' | 'problem';

describe('readArtefact', () => {
  it.each<[string, string, unknown, Meaning]>([
    ['CycloneDX as JSON', 'a.json', cycloneDx, 'sbom'],
    [
      'CycloneDX after a mark',
      'a.cdx.json',
      `\uFEFF${JSON.stringify(cycloneDx)}`,
      'sbom',
    ],
    [
      'CycloneDX that names nothing',
      'sbom.json',
      { ...cycloneDx, components: [] },
      'problem',
    ],
    [
      'CycloneDX as XML',
      'bom.xml',
      xml(
        '<components><component type="library"><name>x</name></component></components>',
      ),
      'sbom',
    ],
    [
      'CycloneDX as XML that names nothing',
      'bom.xml',
      xml('<components/>'),
      'problem',
    ],
    ['other XML', 'pom.xml', '<project><name>bom</name></project>', 'nothing'],
    ['SPDX 2 as JSON', 'a.spdx.json', spdx, 'sbom'],
    [
      'SPDX 2 that names nothing',
      'a.spdx.json',
      { spdxVersion: 'SPDX-2.3' },
      'problem',
    ],
    [
      'SPDX 3',
      'a.json',
      {
        '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
        '@graph': [{ type: 'software_Package', name: 'x' }],
      },
      'sbom',
    ],
    [
      'SPDX as tag-value',
      'a.spdx',
      'SPDXVersion: SPDX-2.2\nDocumentName: x\n\nPackageName: left-pad\n',
      'sbom',
    ],
    [
      'SPDX as YAML',
      'a.spdx.yaml',
      'spdxVersion: "SPDX-2.3"\npackages:\n- name: x\n',
      'sbom',
    ],
    [
      'a file that is only called so',
      'sbom.json',
      { hello: 'world' },
      'nothing',
    ],
    [
      'a signature of PGP',
      'a.asc',
      '-----BEGIN PGP SIGNATURE-----\n',
      'signature',
    ],
    [
      'a key of PGP',
      'key.asc',
      '-----BEGIN PGP PUBLIC KEY BLOCK-----\n',
      'nothing',
    ],
    ['a signature', 'a.sig', 'MEUCIQ', 'signature'],
    ['an empty signature', 'a.sig', '', 'nothing'],
    [
      'a signature of minisign',
      'a.minisig',
      'untrusted comment: x\n',
      'signature',
    ],
    [
      'a bundle with a signature',
      'a.sigstore.json',
      bundle({ messageSignature: { signature: 'MEUC' } }),
      'signature',
    ],
    ['a bundle without', 'a.sigstore.json', bundle({}), 'nothing'],
    [
      'a bundle of cosign',
      'a.bundle',
      { base64Signature: 'MEUC', cert: '' },
      'signature',
    ],
    [
      'a bundle with provenance',
      'a.sigstore',
      bundle({ dsseEnvelope: envelope(slsa) }),
      'provenance',
    ],
    ['provenance in an envelope', 'a.json', envelope(slsa), 'provenance'],
    ['an envelope without signature', 'a.json', envelope(slsa, []), 'nothing'],
    [
      'an envelope with nonsense',
      'a.json',
      { ...envelope(slsa), payload: '???' },
      'nothing',
    ],
    [
      'provenance line by line',
      'a.intoto.jsonl',
      `${JSON.stringify(envelope(statement('x')))}\n${JSON.stringify(
        envelope(slsa),
      )}\n`,
      'provenance',
    ],
    ['a plain statement', 'a.json', slsa, 'provenance'],
    [
      'a statement about nothing',
      'a.json',
      { ...slsa, subject: [] },
      'nothing',
    ],
    ['old link metadata', 'build.link', '', 'nothing'],
    [
      'link metadata',
      'a.json',
      { signed: { _type: 'link' }, signatures: [{ sig: 'x' }] },
      'provenance',
    ],
    [
      'an attested bill',
      'a.att',
      envelope(statement('https://cyclonedx.org/bom', cycloneDx)),
      'sbom',
    ],
    [
      'an attested bill, deeper',
      'a.att',
      envelope(statement('https://spdx.dev/Document', { Data: spdx })),
      'sbom',
    ],
    ['checksums', 'checksums.txt', 'ab12  app.tar.gz\n', 'nothing'],
    ['a list', 'a.json', '[1, 2]', 'nothing'],
  ])('takes %s (%s) for what it is', async (_, path, content, meaning) => {
    const read = await readArtefact(fileOf(path, content));
    const { problem, ...is } = read;
    expect({ ...is, problem: problem !== undefined }).toEqual({
      sbom: meaning === 'sbom',
      signature: meaning === 'signature',
      provenance: meaning === 'provenance',
      problem: meaning === 'problem',
    });
  });

  it('cannot tell what half of a document is', async () => {
    const half = fileOf('a.json', '{"bomFormat": "CycloneDX"');
    await expect(readArtefact(half)).rejects.toThrow(/begins as JSON/);
  });

  it('looks at the beginning of what is long', async () => {
    const start = '{ "bomFormat": "CycloneDX", "components": [ { "name"';
    const size = 500_000_000;
    const read = await readArtefact(fileOf('a.json', start, size));
    expect(read.sbom).toBe(true);
    const other = await readArtefact(fileOf('a.json', '{ "x": [ { "a"', size));
    expect(other.sbom).toBe(false);
  });
});

it('looks at no checksum, certificate or binary', () => {
  const names = [
    'a.tar.gz',
    'a.sha256',
    'SHA256SUMS',
    'cert.pem',
    'cosign.pub',
    'a.jar',
  ];
  expect(names.filter(name => tellingName.test(name))).toEqual([]);
});

it.each([
  ['1.4.2', false],
  ['v1.4.2', false],
  ['2026.05', false],
  ['1.0-RELEASE', false],
  ['1.4.2+build.7', false],
  ['release-arm64', false],
  ['v1.5.0-rc.1', true],
  ['1.5.0-1', true],
  ['2.0-SNAPSHOT', true],
  ['2.0.beta1', true],
  ['3.0a1', true],
  ['nightly', true],
])('%s precedes a release: %s', (version, expected) => {
  expect(isPrerelease(version)).toBe(expected);
});
