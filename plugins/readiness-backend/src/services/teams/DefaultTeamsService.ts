import { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  OwnerFact,
  Team,
  TeamRef,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  listEntityScores,
  readOpenGates,
  readTeamRecord,
  RelatedGroup,
} from '../../database/operations/reading';
import { ReadingScope } from '../../permissions';
import { toEntitySummary } from '../entities/toEntitySummary';
import { explainEntity } from '../explanation/explainEntity';
import { EntityCollection } from '../reading/EntityCollection';
import { toEntityRef } from '../reading/entityRefs';
import {
  findScorecard,
  ReadableScorecards,
} from '../reading/ReadableScorecards';
import { KeptSums } from '../standing/KeptSums';
import { readStandings } from '../standing/readStandings';
import { changePeriod, toChange } from '../standing/toChange';
import { listGates, listOpenFixes, rankFixes } from './rankFixes';
import { toExitCriteria } from './toExitCriteria';
import { TeamName } from './TeamsService';

const shownEntities = 200;
const shownFixes = 3;

/**
 * One team as one reader may see it. Five statements.
 */
export class DefaultTeamsService {
  readonly #knex: Knex;
  readonly #scorecards: ReadableScorecards;
  readonly #collection: EntityCollection;
  readonly #clock: { now(): Date };
  readonly #sums: KeptSums;

  constructor(options: {
    knex: Knex;
    sums: KeptSums;
    scorecards: ReadableScorecards;
    collection: EntityCollection;
    clock: { now(): Date };
  }) {
    this.#knex = options.knex;
    this.#scorecards = options.scorecards;
    this.#collection = options.collection;
    this.#clock = options.clock;
    this.#sums = options.sums;
  }

  /** @see TeamsService.getTeam */
  async getTeam(
    name: TeamName,
    query: { scorecard?: string },
    scope: ReadingScope,
  ): Promise<Team> {
    const ref = toEntityRef({ kind: 'group', ...name });
    const { visibility } = scope;
    const scorecards = this.#scorecards.list(scope);
    const scorecard = findScorecard(scorecards, query.scorecard);
    const { definitionId } = scorecard.active;
    const now = this.#clock.now();

    const record = await readTeamRecord(this.#knex, {
      ref,
      visibility,
      ...changePeriod(now),
    });
    if (!record) {
      throw new NotFoundError('There is no such team');
    }
    const owner = { kind: 'team' as const, ref };
    const [standings, open, entities] = await Promise.all([
      readStandings({ knex: this.#knex, sums: this.#sums }, scorecard, {
        visibility,
        owner,
      }),
      readOpenGates(this.#knex, {
        definitionId,
        visibility,
        owner,
        gates: listGates(scorecard),
      }),
      listEntityScores(this.#knex, {
        definitionId,
        visibility,
        owner,
        limit: shownEntities,
      }),
    ]);

    const sumOf = (teamRef: string) =>
      standings.sum(
        record.memberships
          .filter(membership => membership.teamRef === teamRef)
          .map(membership => membership.ownerSetId),
      );
    const standing = sumOf(ref);
    const own = explainEntity(record, scorecards, {
      collection: this.#collection,
      now,
      hasHiddenSources: record.hasHiddenSources,
    });
    return {
      team: {
        ref,
        title: record.entity.title ?? record.entity.name,
        parentRef: record.parent?.ref ?? null,
      },
      parent: record.parent && toTeamRef(record.parent, null),
      children: record.children
        .map(child => ({
          team: toTeamRef(child, ref),
          standing: sumOf(child.ref),
        }))
        .sort((a, b) => a.team.title.localeCompare(b.team.title, 'en')),
      scorecard: scorecard.ref,
      standing,
      change:
        visibility.kind === 'all'
          ? toChange(
              record.snapshots.find(
                snapshot =>
                  snapshot.scorecard === scorecard.ref.id &&
                  snapshot.item === '',
              ),
              standing.overall.adoption,
              now,
            )
          : null,
      fixes: rankFixes(scorecard, listOpenFixes(scorecard, open)).slice(
        0,
        shownFixes,
      ),
      entities: entities.map(row => toEntitySummary(row, scorecard)),
      exitCriteria: toExitCriteria(own.scorecards),
      own: own.scorecards,
      ...findContacts(own.entity, own.owner),
    };
  }
}

function toTeamRef(group: RelatedGroup, parentRef: string | null): TeamRef {
  return { ref: group.ref, title: group.title ?? group.name, parentRef };
}

function findContacts(
  entity: Entity | null,
  owner: unknown,
): Pick<Team, 'email' | 'chat'> {
  // Written by the catalog collector in this shape; of a group it describes the group.
  const [contact] = (owner as OwnerFact | undefined)?.owners ?? [];
  const profile = entity?.spec?.profile as { email?: unknown } | undefined;
  const email = contact?.email ?? profile?.email;
  return {
    email: typeof email === 'string' ? email : null,
    chat: contact?.chat ?? null,
  };
}
