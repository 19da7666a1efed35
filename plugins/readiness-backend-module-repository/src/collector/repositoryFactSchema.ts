import { JsonObject } from '@backstage/types';

const documentSchema: JsonObject = {
  type: ['object', 'null'],
  additionalProperties: false,
  required: [
    'path',
    'url',
    'words',
    'headings',
    'sections',
    'hasCommandOrLink',
    'reviewedAt',
    'changedAt',
    'dependenciesNamed',
  ],
  properties: {
    path: {
      type: 'string',
      description: "Relative to the entity's directory.",
      examples: ['docs/runbook.md'],
    },
    url: {
      type: ['string', 'null'],
      description: 'http(s) address for people, or null for local files.',
      examples: ['https://git.example.org/shop/src/branch/main/README.md'],
    },
    words: {
      type: 'integer',
      minimum: 0,
      description:
        "Words outside code and front matter, less the lines of a template's skeleton.",
      examples: [240],
    },
    headings: {
      type: 'array',
      maxItems: 100,
      items: { type: 'string', maxLength: 200 },
      description: 'Texts of the headings in lower case, in order.',
      examples: [['runbook', 'impact', 'diagnosis']],
    },
    sections: {
      type: 'array',
      items: {
        enum: [
          'diagnosis',
          'escalation',
          'impact',
          'mitigation',
          'resolution',
          'rollback',
          'symptoms',
        ],
      },
      description:
        'Sections with something in them, found by the documented synonyms, sorted.',
      examples: [['diagnosis', 'impact', 'mitigation']],
    },
    hasCommandOrLink: {
      type: 'boolean',
      description: 'Holds a code block, an inline command or a link.',
      examples: [true],
    },
    reviewedAt: {
      type: ['string', 'null'],
      format: 'date',
      description: 'Date of the last review, from the front matter.',
      examples: ['2026-01-31'],
    },
    changedAt: {
      type: ['string', 'null'],
      format: 'date-time',
      description:
        'Time of the last commit that changed it, where local git says so.',
      examples: ['2026-01-31T09:30:00.000Z'],
    },
    dependenciesNamed: {
      type: 'array',
      items: { type: 'string' },
      description:
        "Names of the entity's dependencies that the text mentions, sorted.",
      examples: [['orders-db', 'payments']],
    },
  },
};

/** JSON Schema of the fact `repository`. It holds no number that needs rounding. */
export const repositoryFactSchema: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: [
    'location',
    'revision',
    'readme',
    'runbook',
    'runbooks',
    'architecture',
  ],
  properties: {
    location: {
      type: 'string',
      description:
        'Where it was read: the URL of a tree, or a local directory relative to the allowed one.',
      examples: ['https://git.example.org/shop/src/branch/main'],
    },
    revision: {
      type: ['string', 'null'],
      description:
        'Commit or ETag of the tree in which the documents were first seen like this.',
      examples: ['3f1c2b7a9d'],
    },
    readme: { ...documentSchema, description: 'The README, or null.' },
    runbook: {
      ...documentSchema,
      description: 'The runbook with the most sections, then words, or null.',
    },
    runbooks: {
      type: 'integer',
      minimum: 0,
      description: 'How many runbooks there are.',
      examples: [3],
    },
    architecture: {
      ...documentSchema,
      description: 'The architecture overview, or null.',
    },
  },
};
