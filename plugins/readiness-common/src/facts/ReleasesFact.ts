import { z } from 'zod';
import { defineFact } from './FactSchema';

const present = (what: string) =>
  z
    .boolean()
    .nullable()
    .describe(`${what} Null where the source does not tell.`);

/**
 * Fact of the collector `releases`: what an entity published, and what came with it.
 *
 * @public
 */
export const releasesFact = defineFact({
  collector: 'releases',
  title: 'the releases',
  description:
    'Releases of the entity with what lies beside them: assets of the host’s releases, or attestations of a registry.',
  type: z.strictObject({
    releases: z
      .array(
        z.strictObject({
          name: z.string().describe('Tag or version.'),
          publishedAt: z.string().describe('ISO time.'),
          sbom: present('Is there a bill of materials (SPDX or CycloneDX)?'),
          signed: present('Is there a signature?'),
          provenance: present('Is there provenance (in-toto, SLSA)?'),
        }),
      )
      .describe(
        'Newest first, at most 30; drafts and pre-releases are left out.',
      ),
  }),
  example: {
    releases: [
      {
        name: 'v1.4.2',
        publishedAt: '2026-05-20T09:00:00.000Z',
        sbom: true,
        signed: true,
        provenance: null,
      },
    ],
  },
});

/**
 * Data of the fact {@link releasesFact}.
 *
 * @public
 */
export type ReleasesFact = z.output<typeof releasesFact.type>;
