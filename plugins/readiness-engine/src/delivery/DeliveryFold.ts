/**
 * Folds the events of one entity.
 *
 * Model. An event is one word about a change, an artifact, a deployment or an incident. All words on
 * one of them are folded into one state; when all are heard, states are linked to each other.
 *
 * Guarantees
 * - The record depends on the set of events alone: not on their order, not on how often each was
 *   heard, not on the batches in which they came. Times are folded to the earliest one (a reopening:
 *   the latest one), other values to the last word (`LatestValue`), flags to whether one event says so.
 * - Memory is that of the states, not of the events: nothing of an event is kept but what is counted.
 * - Nothing throws for what events hold, as long as they keep their schema.
 *
 * Definitions are those of DORA's guide (https://dora.dev/guides/dora-metrics/), of which there are
 * five: change lead time ("from committed to version control to deployed in production"), deployment
 * frequency, failed deployment recovery time ("to recover from a deployment that fails and requires
 * immediate intervention"), change fail rate ("deployments that require immediate intervention") and
 * deployment rework rate ("unplanned but happen as a result of an incident in production"). What the
 * guide leaves open:
 * - A deployment is one id in one environment. It counts when it was finished (`succeeded`). One that
 *   only `failed` never reached production: it is in no number at all. A roll-back with an id of its
 *   own brings back what was counted already: it says that another deployment failed, and is none.
 * - Ids are compared as they are, whatever the source: several sources tell of the same deployment.
 * - Which changes a deployment brought: see `deployedChanges`. Which ones failed, and when they were
 *   recovered from: see `deploymentFailures`.
 */
import { DeliveryEvent } from '@team-readiness/backstage-plugin-readiness-common';
import { Approvals } from './Approvals';
import { ArtifactLinks } from './ArtifactLinks';
import { ChangeState } from './ChangeState';
import { DeployedChanges, deployedChanges } from './deployedChanges';
import {
  DeliveredChange,
  DeliveryRecord,
  ProductionDeployment,
  ReleaseFreeze,
} from './DeliveryRecord';
import { DeliveryRules, defaultDeliveryRules } from './DeliveryRules';
import { deploymentFailures } from './deploymentFailures';
import { DeploymentState } from './DeploymentState';
import { EnvironmentNames } from './EnvironmentNames';
import { IncidentState } from './IncidentState';
import { LandedDeployment, landDeployments } from './LandedDeployment';
import { LowerEnvironments } from './LowerEnvironments';
import { byTime, compareText, earlier } from './moments';
import { severityReader } from './severityReader';

/**
 * Hears events one by one and links them at the end. See the head of this file for its guarantees.
 *
 * @public
 */
export class DeliveryFold {
  readonly #rules: DeliveryRules;
  readonly #changes = new Map<string, ChangeState>();
  readonly #approvals = new Approvals();
  readonly #artifacts = new ArtifactLinks();
  readonly #deployments = new Map<string, DeploymentState>();
  readonly #incidents = new Map<string, IncidentState>();
  readonly #freezes = new Map<string, ReleaseFreeze>();
  #since: number | null = null;

  /** @param rules - default: {@link defaultDeliveryRules} */
  constructor(rules: DeliveryRules = defaultDeliveryRules) {
    this.#rules = rules;
  }

  /** Hears one event, which changes nothing if it was heard before. */
  add(event: DeliveryEvent): void {
    this.#since = earlier(this.#since, Date.parse(event.at));
    switch (event.kind) {
      case 'change':
        stateOf(
          this.#changes,
          event.change,
          () => new ChangeState(event.change),
        ).hear(event);
        break;
      case 'approval':
        this.#approvals.hear(event);
        break;
      case 'artifact':
        this.#artifacts.hear(event);
        break;
      case 'deployment':
        stateOf(
          this.#deployments,
          JSON.stringify([event.deployment, event.environment.toLowerCase()]),
          () => new DeploymentState(event.deployment, event.environment),
        ).hear(event);
        break;
      case 'incident':
        stateOf(
          this.#incidents,
          event.incident,
          () => new IncidentState(event.incident),
        ).hear(event);
        break;
      default: {
        const { at, title, about } = event;
        const freeze = { at: Date.parse(at), title, about };
        this.#freezes.set(JSON.stringify([freeze.at, title, about]), freeze);
      }
    }
  }

  /** All that was heard so far, linked. More may be heard afterwards. */
  finish(): DeliveryRecord {
    const names = new EnvironmentNames(this.#rules);
    const production: DeploymentState[] = [];
    const lower: DeploymentState[] = [];
    for (const state of this.#deployments.values()) {
      (names.isProduction(state.environment) ? production : lower).push(state);
    }
    const landed = landDeployments(production, this.#artifacts);
    const changes = [...this.#changes.values()].sort(
      byTime(change => change.mergedAt),
    );
    const readSeverity = severityReader(this.#rules);
    const incidents = [...this.#incidents.values()]
      .map(it => it.finish(readSeverity))
      .sort(byTime(it => it.detectedAt));
    // One that failed by its own word was taken back before it was there.
    const rollBacks = production.filter(
      it =>
        it.succeededAt === null &&
        it.rolledBackAt !== null &&
        it.failedAt === null,
    );
    const deployed = deployedChanges(landed, changes);
    const failures = deploymentFailures(
      landed,
      rollBacks,
      incidents,
      this.#rules.incidentWindowHours,
    );
    const environments = new LowerEnvironments(
      landDeployments(lower, this.#artifacts),
      names,
    );
    const isTold = landed.some(it => it.state.planned.value !== null);
    return {
      changes: changes.map(change => this.#toChange(change, deployed)),
      deployments: landed.map(it => ({
        ...this.#toDeployment(it, deployed),
        ranBeforeIn: environments.ranBefore(it),
        failure: failures.get(it) ?? null,
      })),
      incidents,
      freezes: [...this.#freezes.values()].sort(
        (one, other) =>
          one.at - other.at ||
          compareText(one.title, other.title) ||
          compareText(one.about ?? '', other.about ?? ''),
      ),
      since: this.#since,
      coverage: {
        changes: changes.length > 0,
        commits: changes.some(it => it.firstCommitAt !== null),
        deployments: landed.length > 0,
        planned: isTold,
        failures:
          isTold ||
          incidents.length > 0 ||
          production.some(it => it.rolledBackAt !== null),
        updates: incidents.some(it => it.sendsUpdates),
      },
    };
  }

  #toChange(change: ChangeState, deployed: DeployedChanges): DeliveredChange {
    return {
      id: change.id,
      mergedAt: change.mergedAt,
      firstCommitAt: change.firstCommitAt,
      approved: this.#approvals.ofChange(change, null),
      deployedAt: deployed.deployedAt.get(change) ?? null,
    };
  }

  #toDeployment(
    deployment: LandedDeployment,
    { brought, heads }: DeployedChanges,
  ): Omit<ProductionDeployment, 'ranBeforeIn' | 'failure'> {
    const { id, at, state, digest, head } = deployment;
    const own = brought.get(deployment) ?? [];
    const named = heads.get(deployment);
    const behind = new Set(named ? [...own, named] : own);
    const names = [id, head, state.run.value, state.artifact.value, digest];
    const { environment } = state;
    return {
      id,
      environment,
      at,
      startedAt: state.startedAt,
      commit: head,
      artifact: state.artifact.value,
      digest,
      run: state.run.value,
      approved:
        state.approved ||
        this.#approvals.has(names, environment) ||
        (behind.size > 0 &&
          [...behind].every(it => this.#approvals.ofChange(it, environment))),
      planned: state.planned.value,
      changes: own.map(it => it.id),
    };
  }
}

function stateOf<T>(states: Map<string, T>, key: string, create: () => T): T {
  let state = states.get(key);
  if (!state) {
    state = create();
    states.set(key, state);
  }
  return state;
}

/**
 * Folds events that are at hand.
 *
 * @param events - of one entity, in any order
 * @param rules - default: {@link defaultDeliveryRules}
 * @public
 */
export function foldDelivery(
  events: Iterable<DeliveryEvent>,
  rules: DeliveryRules = defaultDeliveryRules,
): DeliveryRecord {
  const fold = new DeliveryFold(rules);
  for (const event of events) {
    fold.add(event);
  }
  return fold.finish();
}
