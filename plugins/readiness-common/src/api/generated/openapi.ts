/* eslint-disable */
/*
 * Generated from plugins/readiness-backend/src/schema/openapi.yaml. Do not edit: run `yarn generate:openapi`.
 */

export interface paths {
    "/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Teams by areas, for one scorecard. My teams first, then most tier-1 services below target. */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams/{namespace}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One team with its child teams, its entities, its next fixes and its own results as a group. */
        get: operations["getTeam"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Entities with level, target and score, farthest from target first, then by tier and name. */
        get: operations["listEntities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entities/levels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description The levels of entities that are named, e.g. of those that a page of the catalog shows. Changes nothing; it is a POST since so many refs fit into no address. */
        post: operations["listEntityLevels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entities/{kind}/{namespace}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One entity against every scorecard that asks something of it, explained from stored facts. */
        get: operations["getEntity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entities/{kind}/{namespace}/{name}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Observes and evaluates the entity again, and answers with what came out. */
        post: operations["refreshEntity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entities/{kind}/{namespace}/{name}/applicability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Why each scorecard that the reader may read does or does not ask something of the entity, and which target level it gives. */
        get: operations["getApplicability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entities/{kind}/{namespace}/{name}/track-record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What was done and written down for an entity, newest first; of a Group, for all that it and its child teams own. Single deployments only where `kind=deployment` asks for them. */
        get: operations["getTrackRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entities/{kind}/{namespace}/{name}/delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description How changes reach production, day by day, with the five metrics of DORA and the failures by weekday; of a Group, over all that it and its child teams own. */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entities/{kind}/{namespace}/{name}/impact-brief": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Before and after for a quarter: the quarter compared with the one before. Of a Group, over all that it and its child teams own. */
        get: operations["getImpactBrief"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scorecards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description All scorecards with their checks and the adoption of each, in the configured order. */
        get: operations["listScorecards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scorecards/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getScorecard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scorecards/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Versions of a scorecard with what each asks otherwise than the one before, the latest first. */
        get: operations["listScorecardVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The documents that are active, those of scorecards first, with whether they are in use; and what services push. */
        get: operations["listDefinitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/definitions/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Reads all documents again and publishes what changed. Calls at the same time share one run; the next one begins a few seconds after the end of the one before. */
        post: operations["refreshDefinitions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checks/{scorecard}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One check with its adoption now and its change over 30 days, or since the first day. */
        get: operations["getCheck"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checks/{scorecard}/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The entities that the check applies to with their outcome; failing first, then by tier and name. */
        get: operations["listCheckResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rollups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Results summed over the visible entities of each team (with its child teams), system, domain, tier, lifecycle, kind or type. */
        get: operations["listRollups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description How adoption, score and services on target went, day by day, with the owners of each day. A reader who does not see everything gets the sums over what they see. Tier and lifecycle are those that entities have now, on all days. */
        get: operations["getTrend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Why a sum moved between the ends of two days. The parts add up to the difference exactly. */
        get: operations["getMovement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/movers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Teams whose adoption moved most between the ends of two days, with the part that moved it most. Tier, lifecycle, system and domain are those that entities have now, on both days. */
        get: operations["listMovers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What changed, newest first: results of checks and levels, with the cause and the owners of that time. */
        get: operations["listTransitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transitions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One change of a result, with what was observed before and after, as far as the check reads it. */
        get: operations["getTransition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checks/adoption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description How the adoption of each connected check went over the last 90 days, in few points, and its change over 30 days: what a list of checks draws. `GET /v1/checks/{scorecard}/{id}/adoption` has each day, and teams. */
        get: operations["listCheckAdoption"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checks/{scorecard}/{id}/adoption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The adoption curve of a check, in all and by team, with the owners of each day. */
        get: operations["getCheckAdoption"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The fixes that lift most entities to their target for each hour of work. */
        get: operations["listGaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dependency-risks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Entities that lean, directly or not, on one with a lower level, with the path. */
        get: operations["listDependencyRisks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Stores facts that a service brings, as `readiness.push` grants it. Each item is judged by itself; the same push again changes nothing. The body may hold 5 MB. */
        post: operations["pushFacts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Takes events as CloudEvents 1.0 over HTTP in structured (`application/cloudevents+json`), batched (`application/cloudevents-batch+json`) or binary mode (`ce-…` headers), and CDEvents as plain JSON, one or a list. Each event is judged by itself; the same event again changes nothing. At most 1,000 events and 5 MB. */
        post: operations["pushEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Every collector with its health, those of the catalog first. For those who may read problems. */
        get: operations["listCollectors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collectors/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Makes a collector look at all entities soon; if it does so already, once more afterwards. Answers at once. */
        post: operations["runCollector"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluation-queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description How many entities wait to be evaluated, and which could not be. For those who may read problems; entities that the reader may not see are neither listed nor counted. */
        get: operations["getEvaluationQueue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluation-queue/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Has entities that could not be evaluated tried again at once, at most 1,000. For those who have the permission `readiness.evaluation.retry`. */
        post: operations["retryEvaluations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Numbers for monitoring, as the database knows them: the same whichever replica answers. For those who have the permission `readiness.metrics.read`. */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Everything that could not be read or computed, and the state of each collector. */
        get: operations["listProblems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
/** What the REST API takes and returns, by kind and name. @public */
export interface components {
    schemas: {
        Error: {
            error: {
                name: string;
                message: string;
            } & {
                [key: string]: unknown;
            };
            request?: {
                method?: string;
                url?: string;
            };
            response: {
                statusCode: number;
            };
        } & {
            [key: string]: unknown;
        };
        /** @enum {string} */
        Area: "ownership" | "documentation" | "slos" | "policy" | "cost" | "architecture" | "platform" | "delivery" | "incidents" | "security" | "ml";
        /** @enum {string} */
        Outcome: "pass" | "fail" | "unknown" | "not-applicable" | "exempt" | "error";
        /** @enum {string} */
        Stage: "draft" | "shadow" | "warn" | "enforced" | "retired";
        /** @description Sums of check weights and what follows from them. `adoption` is passed ÷ applicable, `score` passed ÷ known, `coverage` known ÷ applicable; null where the divisor is 0. A score under 60 % coverage is not to be shown. */
        Share: {
            passed: number;
            known: number;
            applicable: number;
            adoption: number | null;
            score: number | null;
            coverage: number | null;
        };
        LevelCount: {
            level: number;
            /** @description Name of the level; "Not yet at 1" for 0. */
            name: string;
            entities: number;
        };
        /** @description Where a set of entities stands. Entities in grace are left out of all but `inGrace`. */
        Standing: {
            /** @description Visible entities that the scorecard asks something of. */
            entities: number;
            withTarget: number;
            onTarget: number;
            tier1BelowTarget: number;
            /** @description Entities with a coverage under 60 %. */
            notEnoughData: number;
            inGrace: number;
            /** @description Entities that the reader may not see, of any tier: a filter must not tell more of them. They are in no other number. */
            hidden: number;
            levels: components["schemas"]["LevelCount"][];
            overall: components["schemas"]["Share"];
            /** @description Areas in which the scorecard has an active check, core areas first. */
            areas: {
                area: components["schemas"]["Area"];
                share: components["schemas"]["Share"];
            }[];
            missing: {
                /** @description Entities that fail the check `runbook`; null where the scorecard has no such check. */
                runbooks: number | null;
                /** @description Entities that fail the check `slo-defined`; null where the scorecard has no such check. */
                slos: number | null;
            };
        };
        TeamRef: {
            ref: string;
            title: string;
            parentRef?: string | null;
        };
        ScorecardRef: {
            id: string;
            title: string;
        };
        Overview: {
            scorecard: components["schemas"]["ScorecardRef"];
            /** @description All scorecards that a reader may switch to. */
            scorecards: components["schemas"]["ScorecardRef"][];
            total: components["schemas"]["Standing"];
            teams: {
                team: components["schemas"]["TeamRef"];
                /** @description The reader is a member of it or of a team below it. */
                mine: boolean;
                childTeams: number;
                standing: components["schemas"]["Standing"];
            }[];
            /** @description Entities without an owner, or with one that does not exist; null where there are none. */
            unowned: components["schemas"]["Standing"] | null;
            evaluation: components["schemas"]["EvaluationState"];
            /** @description Values of visible entities, whatever is filtered by now. */
            filters: {
                domains: {
                    ref: string;
                    title: string;
                }[];
                lifecycles: string[];
            };
        };
        /** @description Whether numbers may still move. */
        EvaluationState: {
            /** @description Entities that wait for evaluation now. */
            waiting: number;
            /** @description The catalog has been read completely at least once. */
            firstRunComplete: boolean;
            /** @description ISO time of the last collector run that ended. */
            evaluatedAt: string | null;
        };
        Change: {
            /** @description Day (YYYY-MM-DD) of the snapshot compared with. */
            since: string;
            days: number;
            /** @description Change of adoption in percentage points. */
            points: number;
        };
        EntitySummary: {
            ref: string;
            kind: string;
            namespace: string;
            name: string;
            title: string | null;
            type: string | null;
            lifecycle: string | null;
            tier: number | null;
            owners: string[];
            level: number;
            levelName: string;
            targetLevel: number | null;
            onTarget: boolean | null;
            /** @description Gates to fix until it is on target. */
            fixes: number;
            held: boolean;
            exemptions: number;
            share: components["schemas"]["Share"];
            inGrace: boolean;
        };
        EntityLevelQuery: {
            refs: string[];
            /** @description Only by this one. */
            scorecard?: string;
        };
        EntityLevel: {
            ref: string;
            scorecard: components["schemas"]["ScorecardRef"];
            level: number;
            levelName: string;
            /** @description How many the ladder has. */
            levels: number;
            targetLevel: number | null;
            onTarget: boolean | null;
            /** @description Gates to fix until it is on target. */
            fixes: number;
            held: boolean;
            exemptions: number;
            inGrace: boolean;
        };
        EntityLevelList: {
            items: components["schemas"]["EntityLevel"][];
        };
        EntityPage: {
            items: components["schemas"]["EntitySummary"][];
            totalItems: number;
            nextCursor: string | null;
        };
        Fix: {
            scorecard: string;
            checkId: string;
            title: string;
            area: components["schemas"]["Area"];
            /** @description The level that the check is a gate of. */
            level: number;
            /** @description Hours. */
            effort: number;
            outcome: components["schemas"]["Outcome"];
            /** @description Of the outcome `unknown`, the data that it waits for. */
            missing: {
                collector: string;
                title: string;
                /**
                 * @description `no-source`: nothing is connected that observes it; `never-observed`: its source has never seen this entity; `stale`: it was seen too long ago; `not-in-fact`: it is there, and the answer is not in it.
                 * @enum {string}
                 */
                why: "no-source" | "never-observed" | "stale" | "not-in-fact";
            }[];
        };
        TeamFix: {
            scorecard: string;
            checkId: string;
            title: string;
            area: components["schemas"]["Area"];
            level: number;
            /** @description Hours for one entity. */
            effort: number;
            /** @description Entities of the team for which this gate is open. */
            entities: number;
            /** @description Of these, entities for which it is the only gate left until on target. */
            lifted: number;
            /**
             * @description Who makes it. `template`: most of the entities come from one Scaffolder template, which is mended once; `platform`: the author of the check says so.
             * @enum {string}
             */
            action: "team" | "template" | "platform";
            /** @description Of the action `template`, which one. */
            template: {
                ref: string;
                /** @description How many of the entities come from it. */
                entities: number;
            } | null;
        };
        Team: {
            team: components["schemas"]["TeamRef"];
            /** @description The gates that count of the highest level that is offered to the group, of the first scorecard that asks something of the group itself; those that do not apply are left out. Null where none does. */
            exitCriteria: components["schemas"]["ExitCriteria"] | null;
            parent: components["schemas"]["TeamRef"] | null;
            children: {
                team: components["schemas"]["TeamRef"];
                standing: components["schemas"]["Standing"];
            }[];
            scorecard: components["schemas"]["ScorecardRef"];
            standing: components["schemas"]["Standing"];
            /** @description Null without a snapshot of an earlier day, or where the reader does not see all of the team. */
            change: components["schemas"]["Change"] | null;
            /** @description The three fixes that lift most entities. */
            fixes: components["schemas"]["TeamFix"][];
            /** @description At most 200, farthest from target first; the rest is at /v1/entities?owner=. */
            entities: components["schemas"]["EntitySummary"][];
            /** @description The group itself against the scorecards that ask something of groups. */
            own: components["schemas"]["ScorecardReadiness"][];
            email: string | null;
            chat: string | null;
        };
        EntityReadiness: {
            ref: string;
            kind: string;
            namespace: string;
            name: string;
            title: string | null;
            type: string | null;
            lifecycle: string | null;
            tier: number | null;
            owners: string[];
            /** @description http(s) address of the source where there is one. */
            sourceUrl: string | null;
            /**
             * @description `waiting`: the catalog has the entity, but it was not evaluated yet.
             * @enum {string}
             */
            state: "evaluated" | "waiting";
            scorecards: components["schemas"]["ScorecardReadiness"][];
            problems: components["schemas"]["Problem"][];
            /** @description The decision records of the entity, newest first, at most 50. What they hold, never their text. */
            decisions: components["schemas"]["DecisionRecord"][];
            /** @description The readiness reviews of the entity, newest first, at most 20. What they hold, never their text. */
            reviews: components["schemas"]["ReviewRecord"][];
        };
        DecisionRecord: {
            /** @description Relative to the directory of the entity. */
            path: string;
            /** @description http(s) address of the file. */
            link: string | null;
            /** @description One line of at most 200 characters. */
            title: string;
            /** @description ISO date. */
            date: string | null;
            /** @enum {string|null} */
            status: "proposed" | "accepted" | "rejected" | "deprecated" | "superseded" | null;
            /** @description Options that it weighs. */
            options: number;
            /** @description Are its consequences written down? */
            hasConsequences: boolean;
            topics: ("rollout" | "hosting" | "workload-kind" | "autoscaling" | "service-boundary" | "telemetry" | "release-schedule")[];
            /** @description Was somebody from outside the team consulted? Null where it is not known. */
            consultedOutside: boolean | null;
        };
        ReviewRecord: {
            /** @description Relative to the directory of the entity. */
            path: string;
            /** @description ISO date. */
            date: string | null;
            lenses: ("reliability" | "security" | "governance" | "cost")[];
            /** @description Is a reviewer from outside the team? Null where it is not known. */
            outside: boolean | null;
            /** @description As its front matter says it; at most 63 characters. */
            decision: string | null;
        };
        ScorecardReadiness: {
            scorecard: components["schemas"]["ScorecardRef"];
            level: number;
            levelName: string;
            levels: {
                level: number;
                name: string;
            }[];
            /** @description The highest level that is offered to this entity. */
            ceiling: number;
            targetLevel: number | null;
            onTarget: boolean | null;
            heldSince: string | null;
            heldUntil: string | null;
            exemptions: number;
            inGrace: boolean;
            share: components["schemas"]["Share"];
            areas: {
                area: components["schemas"]["Area"];
                share: components["schemas"]["Share"];
            }[];
            /** @description Until on target, cheapest first. */
            fixes: components["schemas"]["Fix"][];
            results: components["schemas"]["ExplainedResult"][];
            /** @description Checks left out because none of their sources is connected. */
            notConnected: {
                checkId: string;
                title: string;
                area: components["schemas"]["Area"];
            }[];
        };
        ExplainedResult: {
            checkId: string;
            title: string;
            question: string;
            area: components["schemas"]["Area"];
            level: number;
            gate: boolean;
            weight: number;
            effort: number;
            stage: components["schemas"]["Stage"];
            enforceFrom: components["schemas"]["EnforceFrom"];
            counts: boolean;
            outcome: components["schemas"]["Outcome"];
            reason: components["schemas"]["ReasonCode"];
            since: string;
            message: string;
            lookedFor: string;
            deciding: string | null;
            seen: {
                path: string;
                value: unknown;
            }[];
            /** @description The expressions of the check part by part, as far as they were asked. */
            conditions: components["schemas"]["ConditionLine"][];
            sources: {
                collector: string;
                title: string;
                location: string | null;
                observedAt: string | null;
                expiresAt: string | null;
            }[];
            remediation: components["schemas"]["Remediation"];
            /** @description Whom to tell that the check is wrong; an entity ref. */
            owner: string | null;
            /** @description Scaffolder template that fixes it; an entity ref. */
            template: string | null;
            exemption: {
                reason: string;
                approver: string;
                until: string;
            } | null;
            /** @description What the entity says by its opt-out annotation; null where it says nothing. */
            optOut: {
                reason: string;
                /** @description False: the scorecard does not allow it or there is no reason, so that it has no effect. */
                accepted: boolean;
            } | null;
        };
        /** @description Day (UTC) from which the check counts, while it is at `warn` until then. */
        EnforceFrom: string | null;
        /**
         * @description Why a result has its outcome.
         * @enum {string}
         */
        ReasonCode: "condition" | "not-observed" | "stale" | "undecided" | "does-not-apply" | "exemption" | "opt-out" | "evaluation-error";
        /** @description A part of an expression, or a group of parts, indented below the group that it belongs to. */
        ConditionLine: {
            /**
             * @description Which expression it is of.
             * @enum {string}
             */
            role: "target" | "applies" | "unknown" | "condition";
            /** @description 0 for the whole expression. */
            depth: number;
            /** @enum {string} */
            kind: "all" | "any" | "not" | "choice" | "part";
            /** @description Source text. */
            text: string;
            /** @enum {string} */
            truth: "true" | "false" | "failed" | "not-reached";
            /** @description It decided, or holds the part that did. */
            decided: boolean;
            /** @description Values that the part looked at. */
            seen: {
                path: string;
                value: unknown;
            }[];
        };
        EntityApplicability: {
            ref: string;
            scorecards: components["schemas"]["ScorecardApplicability"][];
        };
        ScorecardApplicability: {
            scorecard: components["schemas"]["ScorecardRef"];
            applies: boolean;
            /** @description One sentence that says why. */
            message: string;
            /** @description The target of the scorecard part by part, with what was seen of the entity. */
            conditions: components["schemas"]["ConditionLine"][];
            /** @description What level is asked of the entity; null where the scorecard does not apply. */
            target: {
                /** @description Null: no line matches, nothing is asked of it. */
                level: number | null;
                /** @description Which gates are asked for; null for all. */
                only: {
                    areas?: components["schemas"]["Area"][];
                    checks?: string[];
                } | null;
                /** @description Which line of `spec.targets` matched first */
                line: number | null;
                message: string;
                /** @description The line that matches part by part; where none does, all lines. */
                conditions: components["schemas"]["ConditionLine"][];
            } | null;
        };
        Remediation: {
            /** @description Markdown. */
            text: string;
            /** @description File to create or change */
            path: string | null;
            example: string | null;
            link: string | null;
        };
        ScorecardDetails: {
            id: string;
            title: string;
            description: string;
            owner: string | null;
            stage: components["schemas"]["Stage"];
            version: number;
            contentHash: components["schemas"]["ContentHash"];
            source: string;
            createdBy: components["schemas"]["CreatedBy"];
            /** @description When the version was first read. */
            createdAt: string;
            levels: {
                level: number;
                name: string;
                description: string;
            }[];
            params: {
                [key: string]: unknown;
            };
            /** @description Most tier-1 services failing first. */
            checks: components["schemas"]["CheckSummary"][];
            exemptions: number;
            /** @description What is wrong with its documents; the last good version serves meanwhile. Empty without the permission to read problems. */
            problems: components["schemas"]["Problem"][];
        };
        /** @description SHA-256 (hex) of the document with defaults; equal content, equal version. */
        ContentHash: string;
        /** @description Who brought the version: `built-in`, `config`, `file` or `url` for the schedule, or the ref of the user who asked for the documents to be read. */
        CreatedBy: string;
        ScorecardVersion: {
            version: number;
            contentHash: components["schemas"]["ContentHash"];
            source: string;
            createdBy: components["schemas"]["CreatedBy"];
            createdAt: string;
            /** @description When it last became active. */
            activatedAt: string | null;
            active: boolean;
            /** @description Keys of the scorecard itself that differ from the version before, e.g. `targets` or `params.days`; null where there is none, or it cannot be compared. */
            fields: string[] | null;
            /** @description Checks that differ from the version before. Empty for the first version. */
            checks: components["schemas"]["CheckChange"][];
        };
        CheckChange: {
            id: string;
            title: string;
            /** @enum {string} */
            change: "added" | "removed" | "changed";
            /** @description Keys of the check that differ. */
            fields: string[];
            /**
             * @description `relaxed` is what the author says and the facts did not refute, or a check that is gone.
             * @enum {string}
             */
            effect: "stricter" | "relaxed" | "none";
            /** @description Day (UTC) before which it was at `warn`; null where it counts as written. */
            enforceFrom: string | null;
        };
        ScorecardVersionPage: {
            items: components["schemas"]["ScorecardVersion"][];
            nextCursor: string | null;
        };
        ActiveDefinition: {
            /** @enum {string} */
            kind: "Scorecard" | "Collector";
            name: string;
            version: number;
            contentHash: components["schemas"]["ContentHash"];
            source: string;
            createdBy: components["schemas"]["CreatedBy"];
            createdAt: string;
        };
        DefinitionList: {
            /** @description Scorecards that the reader may read, then all `Collector` documents. */
            items: components["schemas"]["Definition"][];
            /** @description What services may push here, other than what `Collector` documents describe. */
            pushed: {
                collector: string;
                title: string;
                description: string;
            }[];
        };
        Definition: {
            /** @enum {string} */
            kind: "Scorecard" | "Collector";
            name: string;
            title: string;
            version: number;
            contentHash: components["schemas"]["ContentHash"];
            source: string;
            createdBy: components["schemas"]["CreatedBy"];
            createdAt: string;
            /** @description Of a `Collector`: services push what it describes, nothing is read. */
            pushed: boolean;
            /** @description False: it was read, and nothing runs it, or no service may push it. */
            inUse: boolean;
            /** @description Why it is not in use; null where it is, where nothing here runs such documents or may push it, and without the permission to read problems. */
            problem: string | null;
        };
        DefinitionsRefresh: {
            /** @description Versions that are active now, of those that the reader may read. */
            active: components["schemas"]["ActiveDefinition"][];
            /** @description Scorecards whose new version waits until its claim to be relaxed was compared with the stored facts; the version before serves meanwhile. */
            comparing: string[];
            /** @description What is wrong with documents. Empty without the permission to read problems. */
            problems: components["schemas"]["Problem"][];
        };
        FactPush: {
            items: components["schemas"]["FactPushItem"][];
        };
        FactPushItem: {
            /** @description Id of the fact, e.g. `unit-cost`. */
            collector: string;
            /** @description Whole ref, e.g. `component:default/checkout`. */
            entityRef: string;
            /** @description The fact as its schema has it; null removes what was pushed before. */
            data: {
                [key: string]: unknown;
            } | null;
            /** @description ISO time at which it was observed. Default: now. What was observed earlier than what is stored is passed over. */
            observedAt?: string;
        };
        FactPushItemAnswer: {
            collector: string;
            entityRef: string;
            /**
             * @description `unchanged`: the same was stored already, and is fresh again. `outdated`: something that was observed later is stored or pushed together with it.
             * @enum {string}
             */
            status: "stored" | "unchanged" | "removed" | "outdated" | "refused";
            /** @description Why it was refused; null otherwise. */
            message: string | null;
        };
        FactPushAnswer: {
            items: components["schemas"]["FactPushItemAnswer"][];
            /** @description Number of items by status. */
            counts: {
                stored: number;
                unchanged: number;
                removed: number;
                outdated: number;
                refused: number;
            };
        };
        EventPushAnswer: {
            items: components["schemas"]["EventPushItemAnswer"][];
            /** @description Number of events by status. */
            counts: {
                stored: number;
                known: number;
                ignored: number;
                refused: number;
            };
        };
        EventPushItemAnswer: {
            source: string | null;
            id: string | null;
            /**
             * @description `stored`; `known`: it was there already; `ignored`: valid, and it says nothing about delivery or incidents; `refused`: it is not valid, or nothing reads its type.
             * @enum {string}
             */
            status: "stored" | "known" | "ignored" | "refused";
            /** @description Why it was ignored or refused. */
            reason: string | null;
        };
        /** @enum {string} */
        TrackRecordEntryKind: "deployment" | "deployment-failed" | "incident" | "postmortem" | "adr" | "impact" | "review" | "slo-review" | "release-freeze" | "game-day" | "rollback-drill" | "restore-drill" | "level-change";
        TrackRecordEntry: {
            /** @description Unique within the answer. */
            key: string;
            kind: components["schemas"]["TrackRecordEntryKind"];
            /** @description ISO date (`2026-05-18`) of a document, ISO time of an event. */
            at: string;
            title: string;
            entity: components["schemas"]["EntityLabel"];
            /** @description What it is about, e.g. an incident, an SLO or an environment. */
            about: string | null;
            /** @description Has it all that a document of its kind must have? Null for what is no document. */
            complete: boolean | null;
            /** @description http(s) address, or null. */
            link: string | null;
            /** @description One line in plain words: before and after of an impact entry, severity and duration of an incident, levels of a level change. */
            details: string | null;
            /** @description Of an incident, from detection to mitigation or resolution; else null. */
            minutes: number | null;
            levelChange?: components["schemas"]["RecordedLevelChange"];
        };
        /** @description What title and details of a level change say, so that a page can say it in the language of its reader. */
        RecordedLevelChange: {
            from: components["schemas"]["NamedLevel"];
            to: components["schemas"]["NamedLevel"];
            cause: components["schemas"]["Cause"];
        };
        NamedLevel: {
            level: number;
            levelName: string;
        };
        EntityLabel: {
            ref: string;
            title: string | null;
        };
        TrackRecordPage: {
            items: components["schemas"]["TrackRecordEntry"][];
            /** @description ISO date from which on the record is complete; null where it is not known. */
            since: string | null;
            /** @description Entries of the range by kind, before paging. */
            counts: {
                kind: components["schemas"]["TrackRecordEntryKind"];
                count: number;
            }[];
            /** @description Entities of a team whose entries the reader may not see. */
            hidden: number;
            nextCursor: string | null;
        };
        /** @description A metric of DORA. Null values with samples under the minimum are not known, not zero. */
        MetricSample: {
            /** @enum {string} */
            id: "deployment-frequency" | "change-lead-time" | "merge-to-production" | "change-fail-rate" | "recovery-time" | "rework-rate";
            title: string;
            /** @enum {string} */
            unit: "per week" | "hours" | "percent";
            /** @description The events that it needs arrive. */
            measured: boolean;
            value: number | null;
            samples: number;
            /** @description Samples from which on a value is given. */
            minimum: number;
        };
        DeliveryHistory: {
            /** @description ISO date of the first day. */
            from: string;
            /** @description ISO date of the last day. */
            to: string;
            /** @description IANA name, in which days and weekdays are counted. */
            timeZone: string;
            /** @description ISO date of the first event that is known; null without any. */
            since: string | null;
            metrics: components["schemas"]["MetricSample"][];
            /** @description One row a day with a production deployment or an incident, oldest first. */
            days: {
                date: string;
                deployments: number;
                failures: number;
                incidents: number;
            }[];
            /** @description All seven, Monday first. */
            weekdays: {
                weekday: string;
                deployments: number;
                failures: number;
                pValue: number | null;
                significantSince: string | null;
            }[];
            /** @description Impact entries and accepted ADRs about the release schedule, newest first: what was done about a weekday on which more fails. */
            answers: components["schemas"]["TrackRecordEntry"][];
            /** @description Entities with an event in the window. */
            entities: number;
            hidden: number;
        };
        ImpactBrief: {
            subject: components["schemas"]["EntityLabel"];
            quarter: string;
            before: components["schemas"]["DayRange"];
            after: components["schemas"]["DayRange"];
            metrics: {
                id: string;
                title: string;
                unit: string;
                /** @enum {string} */
                better: "lower" | "higher";
                before: number | null;
                after: number | null;
                samplesBefore: number;
                samplesAfter: number;
                /**
                 * @description `unknown` where one of the two has too few samples, or where chance alone could make the difference.
                 * @enum {string}
                 */
                verdict: "better" | "worse" | "same" | "unknown";
                unknownBecause?: components["schemas"]["VerdictUnknownCause"];
            }[];
            /** @description Adoption and services on target at the end of each range, by daily snapshots; null where there was none. */
            standing: {
                scorecard: components["schemas"]["ScorecardRef"];
                before: components["schemas"]["StandingSnapshot"];
                after: components["schemas"]["StandingSnapshot"];
            };
            /** @description Impact entries whose `to` is within the quarter, newest first. */
            impact: {
                title: string;
                kind: string | null;
                metric: string | null;
                unit: string | null;
                before: number | null;
                after: number | null;
                from: string | null;
                to: string | null;
                evidence: string | null;
                link: string | null;
                entity: components["schemas"]["EntityLabel"];
                complete: boolean;
            }[];
            /** @description Entries of the track record by kind, before and after; single deployments are in the metrics. */
            record: {
                kind: components["schemas"]["TrackRecordEntryKind"];
                before: number;
                after: number;
            }[];
            /** @description What the brief cannot say, and why, in sentences. */
            unknown: string[];
            /** @description The same by code, in the same order, so that a page can say it in the language of its reader. */
            unknowns: components["schemas"]["BriefUnknown"][];
            hidden: number;
        };
        /**
         * @description Why a measure of a brief has no verdict, only there: nothing tells of it (`not-measured`), it is not known for the whole of both quarters (`incomplete`), there are too few samples (`too-few`), the later quarter is not over (`not-over`), or chance alone could make the difference (`chance`).
         * @enum {string}
         */
        VerdictUnknownCause: "not-measured" | "incomplete" | "too-few" | "not-over" | "chance";
        BriefUnknown: {
            /**
             * @description What is not known. Others may be added, so that a client falls back to the sentence.
             * @enum {string}
             */
            code: "quarter-not-over" | "too-many-deliveries" | "no-events" | "events-since" | "no-incidents" | "levels-incomplete" | "standing-of-service" | "standing-of-visible" | "no-snapshot-before" | "no-snapshot-after" | "no-snapshots" | "no-spend" | "documents-unread" | "hidden";
            sentence: string;
            /** @description ISO date of the last day that is counted (`quarter-not-over`), or of the first one that is known (`events-since`). */
            day?: string;
            /** @description Number of services (`documents-unread`, `hidden`). */
            count?: number;
        };
        DayRange: {
            from: string;
            to: string;
        };
        StandingSnapshot: {
            day: string;
            adoption: number | null;
            entities: number;
            onTarget: number;
        } | null;
        /** @enum {string} */
        Cause: "data" | "standard" | "exemption" | "time" | "applicability" | "ownership" | "dependency" | "collector" | "created" | "removed";
        Rollup: {
            /** @description Ref of the team, system or domain, or the value of the field; null for entities without one. */
            key: string | null;
            title: string | null;
            /** @description Of a team its parent, of a system its domain, as far as visible. */
            parentRef: string | null;
            mine: boolean;
            standing: components["schemas"]["Standing"];
            /** @description Results of all checks that count, of entities that are not in grace. */
            outcomes: components["schemas"]["OutcomeCounts"];
        };
        RollupPage: {
            by: string;
            scorecard: components["schemas"]["ScorecardRef"];
            items: components["schemas"]["Rollup"][];
            /** @description Entities of the owner that the reader may not see, whatever else is filtered by. An item tells of its own where it is a team, system or domain that the reader may see, else 0. */
            hidden: number;
            nextCursor: string | null;
        };
        TrendPoint: {
            day: string;
            share: components["schemas"]["Share"];
            entities: number;
            withTarget: number;
            onTarget: number;
            /** @description Of an entity; null of anything else. */
            level: number | null;
        };
        Trend: {
            scope: string;
            ref: string | null;
            title: string | null;
            scorecard: components["schemas"]["ScorecardRef"];
            area: components["schemas"]["Area"] | null;
            check: string | null;
            from: string;
            to: string;
            /** @description One for the first day of which anything is known, and one for each day that differs from the one before; the last day always. */
            points: components["schemas"]["TrendPoint"][];
            /** @description Ranges of days in which nothing was measured. */
            missing: components["schemas"]["DayRange"][];
            /** @description Entities of today that the reader may not see; they are in no number. */
            hidden: number;
        };
        /**
         * @description `new`, `removed` and `moved`: entities that came, went, or changed owners; `standard`: the standard was edited or is asked of other entities; `exemption`: one began or ended; `data`: something became unknown, or known again; `improved` and `declined`: not met became met, and the reverse; `corrected`: a self-check repaired a sum.
         * @enum {string}
         */
        MovementPart: "new" | "removed" | "moved" | "standard" | "exemption" | "data" | "improved" | "declined" | "corrected";
        MovementSum: {
            day: string;
            share: components["schemas"]["Share"];
            entities: number;
            withTarget: number;
            onTarget: number;
        };
        MovementPartSum: {
            part: components["schemas"]["MovementPart"];
            /** @description By how much the weight changed. */
            passed: number;
            known: number;
            applicable: number;
            /** @description By how many the number of entities changed. */
            entities: number;
            withTarget: number;
            onTarget: number;
            /** @description Its part of the difference of scores: (passed - score before * known) / known weight after. Null where one of the two scores is not defined. */
            score: number | null;
            /** @description The same of adoption, with applicable weight. */
            adoption: number | null;
        };
        Movement: {
            scope: string;
            ref: string | null;
            title: string | null;
            scorecard: components["schemas"]["ScorecardRef"];
            area: components["schemas"]["Area"] | null;
            before: components["schemas"]["MovementSum"];
            after: components["schemas"]["MovementSum"];
            /** @description Those that are not zero, the largest first. */
            parts: components["schemas"]["MovementPartSum"][];
            /** @description Score after - score before. */
            score: number | null;
            adoption: number | null;
            hidden: number;
        };
        Mover: {
            team: components["schemas"]["TeamRef"];
            before: components["schemas"]["MovementSum"];
            after: components["schemas"]["MovementSum"];
            adoption: number;
            main: components["schemas"]["MovementPartSum"] | null;
        };
        MoverPage: {
            scorecard: components["schemas"]["ScorecardRef"];
            from: string;
            to: string;
            items: components["schemas"]["Mover"][];
            nextCursor: string | null;
        };
        Transition: {
            id: string;
            /** @enum {string} */
            kind: "result" | "level";
            entity: components["schemas"]["EntityLabel"];
            scorecard: components["schemas"]["ScorecardRef"];
            /** @description Version of the scorecard under which it changed. */
            version: number;
            check: {
                id: string;
                /** @description Null: no version that is known has it. */
                title: string | null;
            } | null;
            /** @description Outcome, or number of the level; null where there was none. */
            from: string | null;
            to: string | null;
            /** @description ISO time; the start of the hour of the evaluation. */
            at: string;
            cause: components["schemas"]["Cause"];
            /** @description Refs of the owners at that time. */
            owners: string[];
        };
        TransitionPage: {
            items: components["schemas"]["Transition"][];
            /** @description Entities of the selection that the reader may not see, now. */
            hidden: number;
            nextCursor: string | null;
        };
        FactVersion: {
            /** @description Since when it said so. */
            observedAt: string;
            /** @description False: it is older than the history that is kept. */
            kept: boolean;
            /** @description What checks read of it. */
            data: unknown;
        };
        TransitionDetails: {
            transition: components["schemas"]["Transition"];
            /** @description What had changed of what the check reads; empty where the cause is something else. */
            facts: {
                collector: string;
                title: string;
                before: components["schemas"]["FactVersion"] | null;
                after: components["schemas"]["FactVersion"] | null;
            }[];
        };
        AdoptionPoint: {
            day: string;
            adoption: number | null;
            counts: components["schemas"]["OutcomeCounts"];
        };
        CheckAdoptionList: {
            from: string;
            to: string;
            /** @description In the order of the scorecards and of their documents. */
            items: {
                /** @description Id of the scorecard. */
                scorecard: string;
                check: string;
                /** @description At most 15, one a week: each stands until the next one. The last one is now. */
                points: {
                    day: string;
                    adoption: number | null;
                }[];
                /** @description Over 30 days, or since the first day; null where there is nothing to compare with. */
                change: components["schemas"]["Change"] | null;
            }[];
        };
        CheckAdoption: {
            scorecard: components["schemas"]["ScorecardRef"];
            check: string;
            from: string;
            to: string;
            /** @description Points as in a trend. */
            total: components["schemas"]["AdoptionPoint"][];
            /** @description Most entities that do not meet it first. */
            teams: {
                team: components["schemas"]["TeamRef"];
                points: components["schemas"]["AdoptionPoint"][];
            }[];
            nextCursor: string | null;
        };
        Gap: {
            fix: components["schemas"]["TeamFix"];
            /** @description Entities lifted to their target for an hour of work. */
            perHour: number;
            /** @description At most five teams with most of these entities. */
            teams: {
                team: components["schemas"]["TeamRef"];
                entities: number;
            }[];
        };
        GapList: {
            scorecard: components["schemas"]["ScorecardRef"];
            items: components["schemas"]["Gap"][];
            hidden: number;
        };
        DependencyRisk: {
            entity: components["schemas"]["EntityLabel"];
            /** @description By what is asked of the entity alone, as entities that depend on it see it; `weakestLevel` likewise. */
            level: number;
            /** @description From what it depends on directly to the weakest one, that included. */
            path: components["schemas"]["EntityLabel"][];
            weakest: components["schemas"]["EntityLabel"];
            weakestLevel: number;
        };
        DependencyRiskPage: {
            scorecard: components["schemas"]["ScorecardRef"];
            items: components["schemas"]["DependencyRisk"][];
            /** @description Entities of the owner that the reader may not see, of any tier. */
            hidden: number;
            nextCursor: string | null;
        };
        ExitCriteria: {
            scorecard: components["schemas"]["ScorecardRef"];
            met: number;
            total: number;
            missing: {
                checkId: string;
                title: string;
                outcome: components["schemas"]["Outcome"];
            }[];
        };
        CheckSummary: {
            scorecard: string;
            id: string;
            title: string;
            question: string;
            area: components["schemas"]["Area"];
            level: number;
            levelName: string;
            gate: boolean;
            weight: number;
            effort: number;
            stage: components["schemas"]["Stage"];
            enforceFrom: components["schemas"]["EnforceFrom"];
            /** @description False: none of its sources is connected, so there are no results. */
            connected: boolean;
            /** @description Of a check that is not connected, the data that it needs, in words; otherwise empty. */
            waitsFor: string[];
            /** @description pass ÷ (pass + fail + unknown + error). */
            adoption: number | null;
            counts: components["schemas"]["OutcomeCounts"];
            tier1Failing: number;
            change: components["schemas"]["Change"] | null;
        };
        OutcomeCounts: {
            pass: number;
            fail: number;
            unknown: number;
            notApplicable: number;
            exempt: number;
            error: number;
        };
        CheckDetails: {
            summary: components["schemas"]["CheckSummary"];
            scorecard: components["schemas"]["ScorecardRef"];
            /** @description Whom to tell that the check is wrong; an entity ref. */
            owner: string | null;
            rationale: string;
            lookedFor: string;
            remediation: components["schemas"]["Remediation"];
            /** @description An entity may opt out of it by an annotation, with a reason. */
            optOut: boolean;
            condition: string;
            appliesWhen: string | null;
            sources: {
                collector: string;
                /** @description What it is called here; where it is not connected */
                title: string;
                /** @description What the check reads, in words that begin no line. */
                reads: string;
                /** @description Where it comes from; null where it is not connected. */
                kind: components["schemas"]["CollectorKind"] | null;
                connected: boolean;
            }[];
            /** @description Teams that own an entity which the check applies to, most failing first; at most 500. */
            teams: {
                team: components["schemas"]["TeamRef"];
                counts: components["schemas"]["OutcomeCounts"];
                adoption: number | null;
            }[];
            /** @description Entities of the scorecard that the reader may not see, whatever their outcome. */
            hidden: number;
        };
        CheckResultItem: {
            ref: string;
            kind: string;
            namespace: string;
            name: string;
            title: string | null;
            type: string | null;
            tier: number | null;
            owners: string[];
            outcome: components["schemas"]["Outcome"];
            /** @description ISO time since when the outcome stands. */
            since: string | null;
            counts: boolean;
        };
        CheckResultPage: {
            items: components["schemas"]["CheckResultItem"][];
            totalItems: number;
            nextCursor: string | null;
        };
        Problem: {
            /** @enum {string} */
            subject: "definition" | "entity" | "file" | "collector" | "evaluation" | "reaction";
            name: string;
            reporter: string;
            message: string;
            source: string | null;
            line: number | null;
            column: number | null;
            /** @description The line of the place with a mark below the column. */
            excerpt: string | null;
            entityRef: string | null;
            seenAt: string;
        };
        ProblemPage: {
            items: components["schemas"]["Problem"][];
            totalItems: number;
            nextCursor: string | null;
            collectors: components["schemas"]["CollectorState"][];
        };
        CollectorList: {
            items: components["schemas"]["CollectorHealth"][];
        };
        EvaluationRetry: {
            /** @description Only this entity; left out, all that could not be evaluated. */
            entityRef?: string;
        };
        EvaluationQueue: {
            /** @description Entities that are due. */
            waiting: number;
            /**
             * Format: date-time
             * @description From when on the first of them has been due.
             */
            waitingSince: string | null;
            /** @description Entities whose last evaluation went wrong, and that are tried again. */
            failed: number;
            /** @description Those of them that are tried only once a day, since it went wrong too often. */
            givenUp: number;
            /** @description The first 100 of them, those that were tried most often first. */
            failures: components["schemas"]["EvaluationFailure"][];
        };
        EvaluationFailure: {
            entityRef: string;
            attempts: number;
            /** @description It is tried only once a day. */
            isGivenUp: boolean;
            lastError: string;
            /**
             * Format: date-time
             * @description When it is tried again.
             */
            nextAt: string;
        };
        CollectorHealth: {
            id: string;
            title: string;
            description: string;
            kind: components["schemas"]["CollectorKind"];
            /** @description What it reads together with others, e.g. `files`. */
            source: string | null;
            /** @enum {string} */
            status: "never" | "running" | "paused" | "succeeded" | "failed";
            /** @description When the last run began, or the one that is under way or paused. */
            startedAt: string | null;
            finishedAt: string | null;
            /** @description When it runs next, or goes on; null while it runs, and where it never does. */
            nextAt: string | null;
            /** @description For how long it has been due. */
            lagSeconds: number;
            /** @description Runs in a row that failed. */
            attempt: number;
            /** @description Complete runs so far; of the kind `push`, pushes. */
            completed: number;
            /** @description Why the last run failed, or why it is paused. */
            lastError: string | null;
            counts: components["schemas"]["CollectorCounts"];
            /** @description Share of the entities that a run has gone through that is not at its end. */
            progress: number | null;
        };
        /**
         * @description Where it comes from: `catalog`, `derived` (from what others observe), `module`, `recipe` (a document), or `push` (services bring its facts).
         * @enum {string}
         */
        CollectorKind: "catalog" | "derived" | "module" | "recipe" | "push";
        /** @description Of how many entities the last run, or the one under way, said what. Of the kind `push`: the last push, with `absent` for what it took back and `failed` for what was refused. */
        CollectorCounts: {
            observed: number;
            unchanged: number;
            absent: number;
            failed: number;
            /** @description How often an entity was put off. */
            deferred: number;
        };
        CollectorState: {
            id: string;
            title: string;
            description: string;
            /** @enum {string} */
            status: "never" | "running" | "paused" | "succeeded" | "failed";
            startedAt: string | null;
            finishedAt: string | null;
            observed: number;
            absent: number;
            failed: number;
            lastError: string | null;
        };
    };
    responses: {
        /** @description An error. */
        ErrorResponse: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        kind: string;
        namespace: string;
        name: string;
        scorecardId: string;
        scorecardPath: string;
        checkId: string;
        /** @description Name of a scorecard. Default is the first one over Components. */
        scorecardQuery: string;
        /** @description Group or user ref; a group with its child teams. `unowned` for entities without an owner, or with one that does not exist. */
        owner: string;
        /** @description Group or user ref; a group with its child teams. `unowned` for entities without an owner, or with one that does not exist; `mine` for those of the reader and of the groups that the reader is a member of. */
        ownerOrMine: string;
        /** @description 1 to 3; 0 for entities without a tier. */
        tier: number;
        /** @description Value of `spec.lifecycle`. */
        lifecycle: string;
        /** @description Ref of a System. */
        system: string;
        /** @description Ref of a Domain. */
        domain: string;
        /** @description Default is the order in which what most needs doing comes first. */
        order: "asc" | "desc";
        scope: "organisation" | "team" | "system" | "domain" | "entity";
        /** @description Ref of the team, system, domain or entity; not with the organisation. */
        scopeRef: string;
        limit: number;
        /** @description The `nextCursor` of the page before. */
        cursor: string;
        /** @description First day (UTC), e.g. `2026-01-01`. */
        fromDay: string;
        /** @description Last day (UTC). */
        toDay: string;
        /** @description With `csv` the whole list is streamed as text, paging is ignored. */
        format: "json" | "csv";
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
/** What can be asked of the REST API: parameters and answers by `operationId`. @public */
export interface operations {
    getOverview: {
        parameters: {
            query?: {
                /** @description Name of a scorecard. Default is the first one over Components. */
                scorecard?: components["parameters"]["scorecardQuery"];
                /** @description 1 to 3; 0 for entities without a tier. */
                tier?: components["parameters"]["tier"];
                /** @description Value of `spec.lifecycle`. */
                lifecycle?: components["parameters"]["lifecycle"];
                /** @description Ref of a System. */
                system?: components["parameters"]["system"];
                /** @description Ref of a Domain. */
                domain?: components["parameters"]["domain"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The overview. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    getTeam: {
        parameters: {
            query?: {
                /** @description Name of a scorecard. Default is the first one over Components. */
                scorecard?: components["parameters"]["scorecardQuery"];
            };
            header?: never;
            path: {
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The team. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    listEntities: {
        parameters: {
            query?: {
                /** @description Name of a scorecard. Default is the first one over Components. */
                scorecard?: components["parameters"]["scorecardQuery"];
                /** @description Level reached; 0 is not yet at 1. */
                level?: number;
                /** @description Whether the entity is on target. */
                target?: "met" | "missed" | "none";
                /** @description Whether enough of what is asked has data, by weight, to show a score; that is 60 %. */
                data?: "enough" | "lacking";
                /** @description Only entities with something not met in the area. */
                area?: components["schemas"]["Area"];
                /** @description Group or user ref; a group with its child teams. `unowned` for entities without an owner, or with one that does not exist; `mine` for those of the reader and of the groups that the reader is a member of. */
                owner?: components["parameters"]["ownerOrMine"];
                /** @description 1 to 3; 0 for entities without a tier. */
                tier?: components["parameters"]["tier"];
                /** @description Value of `spec.lifecycle`. */
                lifecycle?: components["parameters"]["lifecycle"];
                /** @description Ref of a System. */
                system?: components["parameters"]["system"];
                /** @description Ref of a Domain. */
                domain?: components["parameters"]["domain"];
                kind?: string;
                /** @description Value of `spec.type`. */
                type?: string;
                /** @description Part of the name or title, whatever its case. */
                search?: string;
                /** @description Default is `distance`, the number of fixes to target, then tier and name. */
                sort?: "distance" | "name" | "tier" | "level" | "score";
                /** @description Default is the order in which what most needs doing comes first. */
                order?: components["parameters"]["order"];
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description With `csv` the whole list is streamed as text, paging is ignored. */
                format?: components["parameters"]["format"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of entities. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntityPage"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    listEntityLevels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntityLevelQuery"];
            };
        };
        responses: {
            /** @description Those of them that are evaluated and that the reader may see, in no order, each by the first scorecard that asks something of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntityLevelList"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    getEntity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entity. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntityReadiness"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    refreshEntity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entity after the refresh. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntityReadiness"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    getApplicability: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scorecards, in the configured order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntityApplicability"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    getTrackRecord: {
        parameters: {
            query?: {
                /** @description Kinds of entries. Default is all but single deployments that succeeded. */
                entry?: components["schemas"]["TrackRecordEntryKind"][];
                /** @description First day (UTC), e.g. `2026-01-01`. */
                from?: components["parameters"]["fromDay"];
                /** @description Last day (UTC). */
                to?: components["parameters"]["toDay"];
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackRecordPage"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    getDelivery: {
        parameters: {
            query?: {
                /** @description Length of the window up to today. */
                days?: number;
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The history of deployments. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryHistory"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    getImpactBrief: {
        parameters: {
            query?: {
                /** @description Default is the last complete quarter. */
                quarter?: string;
                /** @description With `markdown` the brief is text to be shared. */
                format?: "json" | "markdown";
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The brief. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImpactBrief"];
                    "text/markdown": string;
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    listScorecards: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scorecards. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ScorecardDetails"][];
                    };
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    getScorecard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["scorecardId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scorecard. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScorecardDetails"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    listScorecardVersions: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                id: components["parameters"]["scorecardId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of versions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScorecardVersionPage"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    listDefinitions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The documents. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefinitionList"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    refreshDefinitions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is active after the run. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefinitionsRefresh"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    getCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                scorecard: components["parameters"]["scorecardPath"];
                id: components["parameters"]["checkId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The check. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckDetails"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    listCheckResults: {
        parameters: {
            query?: {
                /** @description One or more outcomes. */
                outcome?: components["schemas"]["Outcome"][];
                /** @description Group ref; with its child teams. */
                team?: string;
                /** @description 1 to 3; 0 for entities without a tier. */
                tier?: components["parameters"]["tier"];
                /** @description Value of `spec.lifecycle`. */
                lifecycle?: components["parameters"]["lifecycle"];
                /** @description Ref of a System. */
                system?: components["parameters"]["system"];
                /** @description Ref of a Domain. */
                domain?: components["parameters"]["domain"];
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description With `csv` the whole list is streamed as text, paging is ignored. */
                format?: components["parameters"]["format"];
            };
            header?: never;
            path: {
                scorecard: components["parameters"]["scorecardPath"];
                id: components["parameters"]["checkId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of results. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckResultPage"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    listRollups: {
        parameters: {
            query: {
                by: "team" | "system" | "domain" | "tier" | "lifecycle" | "kind" | "type";
                /** @description Name of a scorecard. Default is the first one over Components. */
                scorecard?: components["parameters"]["scorecardQuery"];
                /** @description Group or user ref; a group with its child teams. `unowned` for entities without an owner, or with one that does not exist. */
                owner?: components["parameters"]["owner"];
                /** @description 1 to 3; 0 for entities without a tier. */
                tier?: components["parameters"]["tier"];
                /** @description Value of `spec.lifecycle`. */
                lifecycle?: components["parameters"]["lifecycle"];
                /** @description Ref of a System. */
                system?: components["parameters"]["system"];
                /** @description Ref of a Domain. */
                domain?: components["parameters"]["domain"];
                /** @description Words, each of them part of the name or title, whatever their case and accents. */
                search?: string;
                /** @description Default is `needs`: most tier-1 services below target, then most services below target. */
                sort?: "needs" | "name" | "adoption" | "score" | "onTarget" | "entities";
                /** @description Default is the order in which what most needs doing comes first. */
                order?: components["parameters"]["order"];
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description With `csv` the whole list is streamed as text, paging is ignored. */
                format?: components["parameters"]["format"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of sums. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RollupPage"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    getTrend: {
        parameters: {
            query: {
                scope: components["parameters"]["scope"];
                /** @description Ref of the team, system, domain or entity; not with the organisation. */
                ref?: components["parameters"]["scopeRef"];
                /** @description Name of a scorecard. Default is the first one over Components. */
                scorecard?: components["parameters"]["scorecardQuery"];
                /** @description Only one area. */
                area?: components["schemas"]["Area"];
                /** @description Only one check; not together with an area. */
                check?: string;
                /** @description 1 to 3; 0 for entities without a tier. Not of an entity. */
                tier?: number;
                /** @description Value of `spec.lifecycle`. Not of an entity. */
                lifecycle?: string;
                /** @description First day (UTC), e.g. `2026-01-01`. */
                from?: components["parameters"]["fromDay"];
                /** @description Last day (UTC). */
                to?: components["parameters"]["toDay"];
                /** @description With `csv` the whole list is streamed as text, paging is ignored. */
                format?: components["parameters"]["format"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trend. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trend"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    getMovement: {
        parameters: {
            query: {
                scope: components["parameters"]["scope"];
                /** @description Ref of the team, system, domain or entity; not with the organisation. */
                ref?: components["parameters"]["scopeRef"];
                /** @description Name of a scorecard. Default is the first one over Components. */
                scorecard?: components["parameters"]["scorecardQuery"];
                /** @description Only one area. */
                area?: components["schemas"]["Area"];
                /** @description First day (UTC), e.g. `2026-01-01`. */
                from?: components["parameters"]["fromDay"];
                /** @description Last day (UTC). */
                to?: components["parameters"]["toDay"];
                /** @description With `csv` the whole list is streamed as text, paging is ignored. */
                format?: components["parameters"]["format"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The movement and its parts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Movement"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    listMovers: {
        parameters: {
            query?: {
                /** @description Name of a scorecard. Default is the first one over Components. */
                scorecard?: components["parameters"]["scorecardQuery"];
                /** @description Group or user ref; a group with its child teams. `unowned` for entities without an owner, or with one that does not exist. */
                owner?: components["parameters"]["owner"];
                /** @description 1 to 3; 0 for entities without a tier. */
                tier?: components["parameters"]["tier"];
                /** @description Value of `spec.lifecycle`. */
                lifecycle?: components["parameters"]["lifecycle"];
                /** @description Ref of a System. */
                system?: components["parameters"]["system"];
                /** @description Ref of a Domain. */
                domain?: components["parameters"]["domain"];
                /** @description Only one area. */
                area?: components["schemas"]["Area"];
                /** @description First day (UTC), e.g. `2026-01-01`. */
                from?: components["parameters"]["fromDay"];
                /** @description Last day (UTC). */
                to?: components["parameters"]["toDay"];
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description With `csv` the whole list is streamed as text, paging is ignored. */
                format?: components["parameters"]["format"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Teams, the largest change first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MoverPage"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    listTransitions: {
        parameters: {
            query?: {
                /** @description Entity ref. */
                entity?: string;
                /** @description Group or user ref; a group with its child teams. `unowned` for entities without an owner, or with one that does not exist. */
                owner?: components["parameters"]["owner"];
                /** @description Name of a scorecard. Default is the first one over Components. */
                scorecard?: components["parameters"]["scorecardQuery"];
                check?: string;
                /** @description Default is both. */
                kind?: "result" | "level";
                cause?: components["schemas"]["Cause"];
                /** @description First day (UTC), e.g. `2026-01-01`. */
                from?: components["parameters"]["fromDay"];
                /** @description Last day (UTC). */
                to?: components["parameters"]["toDay"];
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description With `csv` the whole list is streamed as text, paging is ignored. */
                format?: components["parameters"]["format"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of changes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransitionPage"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    getTransition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransitionDetails"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    listCheckAdoption: {
        parameters: {
            query?: {
                /** @description Name of a scorecard. Default is all. */
                scorecard?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The checks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckAdoptionList"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    getCheckAdoption: {
        parameters: {
            query?: {
                /** @description Group or user ref; a group with its child teams. `unowned` for entities without an owner, or with one that does not exist. */
                owner?: components["parameters"]["owner"];
                /** @description First day (UTC), e.g. `2026-01-01`. */
                from?: components["parameters"]["fromDay"];
                /** @description Last day (UTC). */
                to?: components["parameters"]["toDay"];
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description With `csv` the whole list is streamed as text, paging is ignored. */
                format?: components["parameters"]["format"];
            };
            header?: never;
            path: {
                scorecard: components["parameters"]["scorecardPath"];
                id: components["parameters"]["checkId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The curves. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckAdoption"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    listGaps: {
        parameters: {
            query?: {
                /** @description Name of a scorecard. Default is the first one over Components. */
                scorecard?: components["parameters"]["scorecardQuery"];
                /** @description Group or user ref; a group with its child teams. `unowned` for entities without an owner, or with one that does not exist; `mine` for those of the reader and of the groups that the reader is a member of. */
                owner?: components["parameters"]["ownerOrMine"];
                /** @description 1 to 3; 0 for entities without a tier. */
                tier?: components["parameters"]["tier"];
                /** @description Value of `spec.lifecycle`. */
                lifecycle?: components["parameters"]["lifecycle"];
                /** @description Ref of a System. */
                system?: components["parameters"]["system"];
                /** @description Ref of a Domain. */
                domain?: components["parameters"]["domain"];
                area?: components["schemas"]["Area"];
                limit?: components["parameters"]["limit"];
                /** @description With `csv` the whole list is streamed as text, paging is ignored. */
                format?: components["parameters"]["format"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Fixes, the most worthwhile first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GapList"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    listDependencyRisks: {
        parameters: {
            query?: {
                /** @description Name of a scorecard. Default is the first one over Components. */
                scorecard?: components["parameters"]["scorecardQuery"];
                /** @description Group or user ref; a group with its child teams. `unowned` for entities without an owner, or with one that does not exist. */
                owner?: components["parameters"]["owner"];
                /** @description Of the entities that lean on others. 1 to 3; 0 for those without a tier. Default is 1. */
                tier?: number;
                /** @description Value of `spec.lifecycle`. */
                lifecycle?: components["parameters"]["lifecycle"];
                /** @description Ref of a System. */
                system?: components["parameters"]["system"];
                /** @description Ref of a Domain. */
                domain?: components["parameters"]["domain"];
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description With `csv` the whole list is streamed as text, paging is ignored. */
                format?: components["parameters"]["format"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of risks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DependencyRiskPage"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    pushFacts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FactPush"];
            };
        };
        responses: {
            /** @description One answer an item, in the same order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactPushAnswer"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    pushEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown;
                "application/cloudevents+json": unknown;
                "application/cloudevents-batch+json": unknown;
                "*/*": unknown;
            };
        };
        responses: {
            /** @description One answer an event, in the same order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPushAnswer"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    listCollectors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The collectors. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectorList"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    runCollector: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The collector, which may be running already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectorHealth"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    getEvaluationQueue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The queue now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationQueue"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    retryEvaluations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvaluationRetry"];
            };
        };
        responses: {
            /** @description The queue right after that. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationQueue"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenMetrics 1.0. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/openmetrics-text": string;
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
    listProblems: {
        parameters: {
            query?: {
                subject?: "definition" | "entity" | "file" | "collector" | "evaluation" | "reaction";
                limit?: components["parameters"]["limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of problems. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemPage"];
                };
            };
            default: components["responses"]["ErrorResponse"];
        };
    };
}
