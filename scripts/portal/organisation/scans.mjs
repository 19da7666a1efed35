/**
 * What security tools left in a folder for the demo organisation: SARIF of a scanner, results of OpenSSF
 * Scorecard, and what lies beside releases.
 *
 * A service says of itself, under `security`:
 *   scan      clean | findings | critical | failed   (critical: open for two months; failed: the scan broke off)
 *   source    guarded | open                          (OpenSSF Scorecard: reviews and protected branches)
 *   releases  signed | bare                           (a bill of materials and provenance beside each release, or not)
 * A service that says nothing is scanned where it has a pipeline.
 */
import { DAY, dayFromNow } from './templates.mjs';

const json = value => `${JSON.stringify(value, null, 2)}\n`;

const rules = [
  { id: 'CVE-2026-21441', severity: '9.8', title: 'Code runs from a header' },
  {
    id: 'CVE-2026-10887',
    severity: '7.4',
    title: 'Memory is read past its end',
  },
  { id: 'CVE-2025-58811', severity: '5.3', title: 'A slow regular expression' },
];

/** Which rules were found by a scan, with days since. */
const scans = {
  clean: [[2, 30, 'accepted']],
  findings: [
    [1, 40],
    [2, 90],
  ],
  critical: [
    [0, 60],
    [2, 20],
  ],
  failed: [],
};

function resultOf([index, ago, accepted], now) {
  return {
    ruleId: rules[index].id,
    ruleIndex: index,
    level: index < 2 ? 'error' : 'warning',
    message: { text: rules[index].title },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'package-lock.json' },
          region: { startLine: 100 + index },
        },
      },
    ],
    partialFingerprints: { 'package/v1': `${rules[index].id}:1` },
    provenance: {
      firstDetectionTimeUtc: `${dayFromNow(now, -ago)}T02:00:00Z`,
    },
    ...(accepted
      ? {
          suppressions: [
            {
              kind: 'external',
              status: 'accepted',
              justification: 'The expression sees no text of customers.',
            },
          ],
        }
      : {}),
  };
}

function sarifOf(item, now) {
  const ended = `${dayFromNow(now, -1)}T02:04:00Z`;
  return {
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Lighthouse',
            informationUri: 'https://scanner.harbour.example',
            rules: rules.map(({ id, severity, title }) => ({
              id,
              shortDescription: { text: title },
              properties: { 'security-severity': severity },
            })),
          },
        },
        invocations: [
          {
            executionSuccessful: item.security.scan !== 'failed',
            endTimeUtc: ended,
          },
        ],
        results: scans[item.security.scan].map(it => resultOf(it, now)),
      },
    ],
  };
}

const probes = {
  guarded: {
    branchesAreProtected: 'True',
    requiresApproversForPullRequests: 'True',
    releasesAreSigned: 'True',
    releasesHaveProvenance: 'True',
    topLevelPermissions: 'True',
  },
  open: {
    branchesAreProtected: 'True',
    requiresApproversForPullRequests: 'False',
    releasesAreSigned: 'False',
    releasesHaveProvenance: 'NotAvailable',
    topLevelPermissions: 'False',
  },
};

function scorecardOf(item, now) {
  return {
    date: `${dayFromNow(now, -2)}T03:00:00Z`,
    repo: {
      name: `git.harbour.example/${item.owner}/${item.name}`,
      commit: '',
    },
    scorecard: { version: 'v5.2.1', commit: '' },
    findings: Object.entries(probes[item.security.source]).map(
      ([probe, outcome]) => ({ probe, message: probe, outcome }),
    ),
  };
}

function billOfMaterials(item, version) {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name: item.name, version } },
    components: [
      { type: 'library', name: 'http-client', version: '4.2.0' },
      { type: 'library', name: 'money', version: '2.0.3' },
    ],
  };
}

function provenanceOf(item, version) {
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      { name: `${item.name}-${version}.tgz`, digest: { sha256: '00' } },
    ],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: { buildDefinition: {}, runDetails: {} },
  };
  return {
    payloadType: 'application/vnd.in-toto+json',
    payload: Buffer.from(JSON.stringify(statement)).toString('base64'),
    signatures: [
      { keyid: 'harbour-release', sig: 'bWFkZSB1cCwgYXMgYWxsIG9mIHRoaXM=' },
    ],
  };
}

/** Two releases, a month and a week ago. */
function releaseFiles(item, now) {
  return [35, 7].flatMap((ago, index) => {
    const version = `1.${index + 3}.0`;
    const folder = `security/releases/${item.name}/${version}`;
    const at = new Date(now.getTime() - ago * DAY);
    const file = (name, value) => [
      `${folder}/${name}`,
      { text: json(value), at },
    ];
    const notes = [`${folder}/notes.txt`, { text: `Version ${version}\n`, at }];
    return item.security.releases === 'signed'
      ? [
          notes,
          file('bom.cdx.json', billOfMaterials(item, version)),
          file('provenance.intoto.json', provenanceOf(item, version)),
        ]
      : [notes];
  });
}

const usualOf = ({ ci }) => (ci ? { scan: 'clean' } : {});

/**
 * The files of all tools.
 *
 * @returns {Array<[path: string, file: {text: string, at?: Date}]>} `at`: when it was written, where that is told
 */
export function scanFiles(items, now) {
  return items
    .map(item => ({ ...item, security: item.security ?? usualOf(item) }))
    .flatMap(item => {
      const { scan, source, releases } = item.security;
      return [
        ...(scan
          ? [
              [
                `security/sarif/${item.name}.sarif`,
                { text: json(sarifOf(item, now)) },
              ],
            ]
          : []),
        ...(source
          ? [
              [
                `security/scorecard/${item.name}.json`,
                { text: json(scorecardOf(item, now)) },
              ],
            ]
          : []),
        ...(releases ? releaseFiles(item, now) : []),
      ];
    });
}
