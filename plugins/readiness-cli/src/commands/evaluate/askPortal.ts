/**
 * What a portal knows of entities: how they stood before a change, and the
 * results of checks whose sources are not files.
 */
import { ResponseError } from '@backstage/errors';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  EntityReadiness,
  ReadinessClient,
} from '@team-readiness/backstage-plugin-readiness-common';
import { createPortalClient } from '../../portal';
import { Terminal, UsageError } from '../../terminal';
import { EarlierEntity } from './compareReports';
import { KnownResults } from './evaluateEntities';

/** Answers of a portal. */
export interface PortalAnswers {
  /** For people: its address. */
  label: string;
  earlier: EarlierEntity[];
  known: ReadonlyMap<string, KnownResults>;
}

const atOnce = 4;

async function readEntity(
  client: ReadinessClient,
  ref: string,
): Promise<EntityReadiness | null> {
  try {
    const answer = await client.getEntity(parseEntityRef(ref));
    return answer.state === 'evaluated' ? answer : null;
  } catch (error) {
    if (error instanceof ResponseError && error.statusCode === 404) {
      return null;
    }
    if (error instanceof ResponseError) {
      const hint =
        error.statusCode === 401 || error.statusCode === 403
          ? '; a token is read from READINESS_TOKEN'
          : '';
      throw new UsageError(
        `The portal answered ${error.statusCode} when it was asked about ${ref}${hint}`,
      );
    }
    throw new UsageError(
      `The portal cannot be reached when it is asked about ${ref}`,
    );
  }
}

function toKnown({ scorecards }: EntityReadiness): KnownResults {
  return new Map(
    scorecards.map(({ scorecard, results }) => [
      scorecard.id,
      new Map(
        results.map(({ checkId, outcome, reason, message }) => [
          checkId,
          { outcome, reason, message },
        ]),
      ),
    ]),
  );
}

function toEarlier({ ref, scorecards }: EntityReadiness): EarlierEntity {
  return {
    ref,
    scorecards: scorecards.map(({ scorecard, level, onTarget, results }) => ({
      name: scorecard.id,
      title: scorecard.title,
      level,
      onTarget,
      results: results.map(({ checkId, title, outcome }) => ({
        check: checkId,
        title,
        outcome,
      })),
    })),
  };
}

/**
 * Asks a portal about entities. One that it does not know, or has not evaluated
 * yet, is left out.
 *
 * @param options.address - as `readPortalAddress` gives it
 * @throws UsageError where it cannot be reached or refuses
 */
export async function askPortal(
  refs: readonly string[],
  options: { address: string; terminal: Terminal },
): Promise<PortalAnswers> {
  const { address, terminal } = options;
  const client = createPortalClient(address, terminal.env.READINESS_TOKEN);
  const answers: EntityReadiness[] = [];
  const waiting = [...refs].values();
  let asked = 0;
  const work = async () => {
    for (const ref of waiting) {
      asked += 1;
      terminal.progress(`Asking the portal: ${asked} of ${refs.length}`);
      const answer = await readEntity(client, ref);
      if (answer) {
        answers.push(answer);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return {
    label: address,
    earlier: answers.map(toEarlier),
    known: new Map(answers.map(answer => [answer.ref, toKnown(answer)])),
  };
}
