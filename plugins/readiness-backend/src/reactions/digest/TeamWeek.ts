import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Movement,
  MovementPart,
  Team,
  TeamFix,
} from '@team-readiness/backstage-plugin-readiness-common';
import { EndingExemption, ScorecardWords } from '../ScorecardWords';

const dayMs = 86_400_000;
const lookedBackDays = 7;
const lookedAheadDays = 14;
const shownFixes = 3;

/** The use cases that a digest is made of, on behalf of a reader who sees everything. */
export interface TeamWeekSources {
  getTeam(
    team: { namespace: string; name: string },
    query: { scorecard?: string },
    options: { credentials: BackstageCredentials },
  ): Promise<Team>;
  getMovement(
    query: {
      scope: 'team';
      ref: string;
      scorecard: string;
      from: string;
      to: string;
    },
    options: { credentials: BackstageCredentials },
  ): Promise<Movement>;
}

/** What a week did to a team, by one scorecard. */
export interface ScorecardWeek {
  scorecard: string;
  entities: number;
  withTarget: number;
  onTarget: number;
  /** In [0, 1]; null: nothing applies. */
  adoption: number | null;
  /** Adoption after - before, in [-1, 1]; null: there is no history of that day. */
  change: number | null;
  /** Whatever moved it most; null: nothing moved. */
  mainPart: MovementPart | null;
  fixes: TeamFix[];
  ending: EndingExemption[];
}

/**
 * Reads the week of a team: one entry for each scorecard by which any of its entities counts.
 *
 * @throws NotFoundError for a team that is gone
 */
export async function readTeamWeek(
  team: { ref: string; namespace: string; name: string },
  context: {
    sources: TeamWeekSources;
    words: ScorecardWords;
    credentials: BackstageCredentials;
    at: Date;
  },
): Promise<ScorecardWeek[]> {
  const { sources, words, credentials, at } = context;
  const weeks: ScorecardWeek[] = [];
  for (const scorecard of words.shown()) {
    const page = await sources.getTeam(team, { scorecard }, { credentials });
    if (!page.standing.entities) {
      continue;
    }
    const movement = await sources.getMovement(
      {
        scope: 'team',
        ref: team.ref,
        scorecard,
        from: dayOf(at, -lookedBackDays),
        to: dayOf(at, 0),
      },
      { credentials },
    );
    const refs = new Set(page.entities.map(({ ref }) => ref));
    weeks.push({
      scorecard,
      entities: page.standing.entities,
      withTarget: page.standing.withTarget,
      onTarget: page.standing.onTarget,
      adoption: page.standing.overall.adoption,
      change: movement.adoption,
      mainPart: mainPart(movement),
      fixes: page.fixes.slice(0, shownFixes),
      ending: words
        .exemptionsEnding(scorecard, {
          from: dayOf(at, 0),
          to: dayOf(at, lookedAheadDays),
        })
        .filter(({ entityRef }) => refs.has(entityRef)),
    });
  }
  return weeks;
}

/** Did anything change, or is anything open? */
export function isWorthTelling(week: ScorecardWeek): boolean {
  return Boolean(
    week.mainPart !== null || week.fixes.length || week.ending.length,
  );
}

function mainPart({ parts }: Movement): MovementPart | null {
  const [first] = [...parts].sort(
    (a, b) => Math.abs(b.adoption ?? 0) - Math.abs(a.adoption ?? 0),
  );
  return first?.part ?? null;
}

function dayOf(at: Date, days: number): string {
  return new Date(at.getTime() + days * dayMs).toISOString().slice(0, 10);
}
