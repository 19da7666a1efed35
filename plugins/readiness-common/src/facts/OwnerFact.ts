import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Derived fact `readiness/owner`, the variable `owner` in CEL. For a Group it
 * describes the group itself.
 *
 * @public
 */
export const ownerFact = defineFact({
  collector: 'readiness/owner',
  title: 'the owner',
  description:
    'Who owns the entity, as the catalog knows them. In conditions it is the variable `owner`. For a Group it describes the group itself.',
  type: z.strictObject({
    owners: z
      .array(
        z.strictObject({
          ref: z.string().describe('Whole entity ref in lower case.'),
          kind: z.string().describe('Kind in lower case.'),
          exists: z.boolean().describe('Is it in the catalog?'),
          type: z.string().nullable().describe('`spec.type`, e.g. `team`.'),
          members: z
            .number()
            .nullable()
            .describe(
              'Number of direct members, or null where the catalog holds no users at all.',
            ),
          email: z.string().nullable().describe('E-mail of the profile.'),
          chat: z
            .string()
            .nullable()
            .describe('http(s) link to a chat channel.'),
          onCall: z
            .boolean()
            .describe('Carries `pagerduty.com/service-id` or the like.'),
        }),
      )
      .describe('One row an owner, sorted by ref.'),
    exists: z
      .boolean()
      .describe('There is at least one owner and each exists.'),
    isTeam: z
      .boolean()
      .describe('There is at least one owner and each is an existing Group.'),
    members: z
      .number()
      .nullable()
      .describe('Fewest members of any owner; null where not known.'),
    reachable: z.boolean().describe('Each owner has an e-mail or a chat link.'),
    onCall: z
      .boolean()
      .describe('Some owner carries `pagerduty.com/service-id`.'),
  }),
  example: {
    owners: [
      {
        ref: 'group:default/payments',
        kind: 'group',
        exists: true,
        type: 'team',
        members: 4,
        email: 'payments@example.org',
        chat: null,
        onCall: true,
      },
    ],
    exists: true,
    isTeam: true,
    members: 4,
    reachable: true,
    onCall: true,
  },
});

/**
 * Data of the fact {@link ownerFact}.
 *
 * @public
 */
export type OwnerFact = z.output<typeof ownerFact.type>;
