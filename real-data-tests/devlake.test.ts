/**
 * The fixtures by which Apache DevLake tests its own DORA metrics, and raw incidents of PagerDuty,
 * made into delivery events. Each figure is worked out by hand here, and compared with what DevLake
 * expects of the same rows where both mean the same.
 *
 * Where they do not:
 * - DevLake knows which commits lie between two deployments (`commits_diffs`). Events do not tell
 *   that; they name the change that was built. A row of it becomes an `artifact` event: the deployed
 *   commit was made of the newest change of the range. What else it holds follows of the order of merges.
 * - DevLake's cycle time begins with the pull request where its first commit is younger, and ends with
 *   the merge where that is after the deployment. Ours is always from the oldest commit to production.
 * - DevLake rounds up to whole minutes.
 * - A pipeline that deploys two repositories is one deployment of DevLake's project; here each
 *   repository is an entity of its own, and has one.
 * - DevLake ties an incident to the last deployment before it, however long ago; here that deployment
 *   counts within a window, a day unless configured otherwise.
 */
import { DeliveryEvent } from '@team-readiness/backstage-plugin-readiness-common';
import {
  defaultDeliveryRules,
  deliveryMetrics,
  DeliveryRecord,
  foldDelivery,
  weekdayRisks,
} from '@team-readiness/backstage-plugin-readiness-engine';
import {
  dora,
  files,
  note,
  pagerDuty,
  readFiles,
  root,
  rows,
  table,
  toDeployment,
  toEvent,
  toTime,
} from './devlakeTables';
import { realFiles } from './realData';

const minutes = (hours: number | null) => Math.ceil((hours ?? NaN) * 60);
const hours = (text: string) => {
  const [, days, hour, minute, second] = /(\d+)d (\d+):(\d+):(\d+)/
    .exec(text)!
    .map(Number);
  return (((days * 24 + hour) * 60 + minute) * 60 + second) / 3_600;
};

afterAll(() => {
  files.print();
  rows.print();
});

describe('change lead time', () => {
  const folder = `${dora}/change_lead_time`;
  const expected = () =>
    new Map(table(`${folder}/project_pr_metrics.csv`).map(it => [it.id, it]));

  /** By scope and repository, which is what an entity is here. */
  function records(): Map<string, DeliveryRecord> {
    const events = new Map<string, DeliveryEvent[]>();
    const put = (entity: string, ...added: DeliveryEvent[]) =>
      events.set(entity, [...(events.get(entity) ?? []), ...added]);
    const entities = new Map<string, string>();
    const deployments = table(`${folder}/cicd_deployment_commits.csv`);
    for (const row of deployments) {
      const entity = `${row.cicd_scope_id} ${row.repo_url}`;
      entities.set(row.commit_sha, entity);
      put(
        entity,
        ...toDeployment(
          row,
          `change_lead_time/cicd_deployment_commits.csv, id ${row.id}`,
          row.cicd_deployment_id,
          row.commit_sha,
        ),
      );
    }
    const ranges = table(`${folder}/commits_diffs.csv`);
    const commits = table(`${folder}/pull_request_commits.csv`);
    for (const row of table(`${folder}/pull_requests.csv`)) {
      const range = ranges.find(it => it.commit_sha === row.merge_commit_sha);
      const isMerged = row.merged_date !== '';
      note(
        `change_lead_time/pull_requests.csv, id ${row.id}`,
        isMerged ? undefined : 'it was not merged',
      );
      if (!isMerged || !range) {
        continue;
      }
      const own = commits.filter(it => it.pull_request_id === row.id);
      own.forEach(it =>
        note(`change_lead_time/pull_request_commits.csv, ${it.commit_sha}`),
      );
      put(
        entities.get(range.new_commit_sha)!,
        toEvent({
          kind: 'change',
          change: row.merge_commit_sha,
          at: toTime(row.merged_date),
          commits: own.map(it => ({
            commit: it.commit_sha,
            at: toTime(it.commit_authored_date),
          })),
        }),
      );
    }
    // The last row of a range is the newest change in it.
    for (const range of ranges) {
      const hasBegin = range.old_commit_sha !== '';
      note(
        `change_lead_time/commits_diffs.csv, ${range.commit_sha}`,
        hasBegin ? undefined : 'it has no deployment to compare with',
      );
      if (!hasBegin) {
        continue;
      }
      const isLast = !ranges
        .slice(ranges.indexOf(range) + 1)
        .some(it => it.new_commit_sha === range.new_commit_sha);
      if (isLast) {
        put(
          entities.get(range.new_commit_sha)!,
          toEvent({
            kind: 'artifact',
            at: deployments.find(it => it.commit_sha === range.new_commit_sha)!
              .started_date,
            artifact: range.new_commit_sha,
            change: range.commit_sha,
          }),
        );
      }
    }
    return new Map(
      [...events].map(([entity, own]) => [entity, foldDelivery(own)]),
    );
  }

  const project1 = () =>
    [...records()]
      .filter(([entity]) => !entity.startsWith('cicd3'))
      .map(([, record]) => record);

  // Production deployments that were finished (result SUCCESS), by their end; ids as in the table:
  //
  //   cicd1 REPO111   1 on 04-10 06:52:47, 5 on 04-13 07:29:14, 9 on 04-13 07:52:26
  //                   (7 and 8 went to STAGING)
  //   cicd1 REPO222   2 on 04-10 06:54:51, 6 on 04-13 07:30:34, 10 on 04-13 07:54:31
  //   cicd2 REPO111   3 on 04-13 07:22:16, 13 on 04-13 07:57:39
  //                   (11 is the same pipeline7, which failed first)
  //   cicd2 REPO333   4 on 04-13 07:23:14, 12 on 04-13 07:56:01
  //   cicd3 REPO111   15 on 04-13 07:58:45, of project2 (14 failed; 16 names no environment)
  it('counts the deployments that reached production', () => {
    const found = [...records()]
      .filter(([, { deployments }]) => deployments.length > 0)
      .map(([entity, { deployments }]) => [
        entity,
        deployments.map(it => new Date(it.at).toISOString().slice(5, 19)),
      ]);
    expect(Object.fromEntries(found)).toEqual({
      'cicd1 REPO111': ['04-10T06:52:47', '04-13T07:29:14', '04-13T07:52:26'],
      'cicd1 REPO222': ['04-10T06:54:51', '04-13T07:30:34', '04-13T07:54:31'],
      'cicd2 REPO111': ['04-13T07:22:16', '04-13T07:57:39'],
      'cicd2 REPO333': ['04-13T07:23:14', '04-13T07:56:01'],
      'cicd3 REPO111': ['04-13T07:58:45'],
    });
  });

  // Which deployment brought which pull request, and how long it took:
  //
  //   pr    merged          oldest commit   brought by        commit to production  merge to production
  //   pr0   2022-02-10      2022-01-10      none: before the first deployment that is known
  //   pr1   04-11 05:51:47  04-10 04:51:47  5, 04-13 07:29:14  3d 02:37:27           2d 01:37:27
  //   pr2   04-12 05:51:47  04-13 04:51:47  5, 04-13 07:29:14  0d 02:37:27           1d 01:37:27
  //   pr3   04-14 06:53:51  04-07 04:51:47  6, 04-13 07:30:34  6d 02:38:47           none: merged afterwards
  //   pr4   04-13 08:55:01  04-05 04:51:47  none: 8 went to STAGING
  //   pr5   04-13 08:55:01  04-04 04:51:47  none: 11 failed
  it('finds the deployment that brought each pull request', () => {
    const changes = project1().flatMap(it => it.changes);
    const arrivals = new Map(
      changes.map(it => [
        it.id,
        it.deployedAt && new Date(it.deployedAt).toISOString(),
      ]),
    );
    const ofDevLake = [...expected()].map(([id, row]): [string, unknown] => [
      id.replace('pr', 'pr_merge_commit'),
      row.pr_deployed_date ? toTime(row.pr_deployed_date) : null,
    ]);
    expect(ofDevLake).toHaveLength(6);
    expect(arrivals).toEqual(new Map(ofDevLake));
  });

  it('takes the lead time of each from its oldest commit, and the median', () => {
    const byHand = {
      pr1: hours('3d 02:37:27'),
      pr2: hours('0d 02:37:27'),
      pr3: hours('6d 02:38:47'),
    };
    const times = project1()
      .flatMap(it => it.changes)
      .filter(it => it.deployedAt !== null)
      .map((it): [string, number] => [
        it.id.replace('_merge_commit', ''),
        ((it.deployedAt as number) - (it.firstCommitAt as number)) / 3_600_000,
      ]);
    expect(Object.fromEntries(times)).toEqual(byHand);
    const { changeLeadTime } = deliveryMetrics(project1(), {
      from: new Date('2023-04-01T00:00:00Z'),
      to: new Date('2023-05-01T00:00:00Z'),
    });
    // 2.6, 74.6 and 146.6 hours: the middle one is pr1.
    expect(changeLeadTime).toEqual({
      measured: true,
      hours: byHand.pr1,
      samples: 3,
    });
    // DevLake, of pr1: 4478 minutes, the same. Of pr2 1598: from the pull request, opened on 04-12 at
    // 04:51:47, to 04-13 07:29:14 (1d 02:37:27), as its commits are younger. Of pr3 10203: from 04-07
    // 04:51:47 to the merge on 04-14 06:53:51 (7d 02:02:04), which is after the deployment.
    const cycle = expected();
    expect(minutes(byHand.pr1)).toBe(Number(cycle.get('pr1')!.pr_cycle_time));
    expect(minutes(hours('1d 02:37:27'))).toBe(
      Number(cycle.get('pr2')!.pr_cycle_time),
    );
    expect(minutes(hours('7d 02:02:04'))).toBe(
      Number(cycle.get('pr3')!.pr_cycle_time),
    );
  });

  it('takes the time from the merge, and the median', () => {
    const { mergeToProduction, deploymentFrequency, reworkRate } =
      deliveryMetrics(project1(), {
        from: new Date('2023-04-01T00:00:00Z'),
        to: new Date('2023-05-01T00:00:00Z'),
      });
    const pr1 = hours('2d 01:37:27');
    const pr2 = hours('1d 01:37:27');
    expect(mergeToProduction).toEqual({
      measured: true,
      hours: (pr1 + pr2) / 2,
      samples: 2,
    });
    // The same of each as DevLake's deploy time, which is empty for pr3, too.
    const times = expected();
    expect([pr1, pr2].map(minutes)).toEqual(
      ['pr1', 'pr2'].map(id => Number(times.get(id)!.pr_deploy_time)),
    );
    expect(times.get('pr3')!.pr_deploy_time).toBe('');
    // Ten of four entities in 30 days.
    expect(deploymentFrequency.samples).toBe(10);
    expect(deploymentFrequency.perWeek).toBeCloseTo(10 / (30 / 7), 10);
    // Nothing tells of planning, incidents or roll-backs.
    expect(reworkRate.measured).toBe(false);
  });
});

describe('incidents and the deployments that they came of', () => {
  const folder = `${dora}/connect_incident_to_deployment`;
  const projectRows = (name: string) =>
    table(name).filter(it => it.project_name === 'project1');

  /** Incidents as `[id, time]`, of the whole project as one entity. */
  function fold(
    deployments: string,
    incidents: Array<[string, string]>,
    incidentWindowHours: number,
  ): DeliveryRecord {
    const scopes = ['cicd1', 'cicd2'];
    const events = table(deployments).flatMap(row => {
      const place = `${deployments.replace(`${dora}/`, '')}, id ${row.id}`;
      if (!scopes.includes(row.cicd_scope_id)) {
        note(place, 'it is none of the project');
        return [];
      }
      return toDeployment(row, place, row.cicd_deployment_id);
    });
    return foldDelivery(
      [
        ...events,
        ...incidents.map(([id, at]) =>
          toEvent({
            kind: 'incident',
            incident: id,
            phase: 'detected',
            at: toTime(at),
          }),
        ),
      ],
      { ...defaultDeliveryRules, incidentWindowHours },
    );
  }
  const links = (record: DeliveryRecord) =>
    record.deployments.flatMap(({ id, failure }) =>
      (failure?.incidents ?? []).map(incident => `${incident} ${id}`),
    );
  const expected = (name: string) =>
    projectRows(name)
      .map(it => `${it.id} ${it.deployment_id}`)
      .sort();
  const deployments = `${folder}/prev_success_deployment_commit/cicd_deployment_commits_after.csv`;

  // Deployments of the project to production, by the first end of each pipeline:
  //
  //   pipeline1 09-11, pipeline2 09-14, pipeline4 09-16, pipeline6 09-20, pipeline7 09-23 (all 06:51:47)
  //
  //   incident    detected        last deployment before  hours since
  //   1373792478  09-15 01:56:16  pipeline2                      19
  //   1371320153  11-02 08:21:09  pipeline7                     961
  //   1370816458  11-13 01:07:21  pipeline7                   1,218
  //   1367714738  11-13 23:37:21  pipeline7                   1,240
  //   1372644519  11-16 21:34:01  pipeline7                   1,310
  //   1372381019  11-28 01:46:47  pipeline7                   1,578
  //   1373792477  of a repository of no project
  const incidents = (): Array<[string, string]> => {
    const members = projectRows(`${folder}/raw_tables/project_mapping.csv`);
    return table(`${folder}/raw_tables/incidents.csv`).flatMap(
      (row): Array<[string, string]> => {
        const isMember = members.some(
          it => it.table === row.table && it.row_id === row.scope_id,
        );
        note(
          `incidents.csv, ${row.id}`,
          isMember ? undefined : 'it is of no project',
        );
        return isMember ? [[row.id, row.created_date]] : [];
      },
    );
  };

  it('are those of DevLake, if the window is as long', () => {
    const record = fold(deployments, incidents(), 24 * 90);
    expect(links(record).sort()).toEqual(
      expected(
        `${folder}/snapshot_tables/project_incident_deployment_relationships.csv`,
      ),
    );
    // pipeline2 and pipeline7 of five. When these incidents ended is not told.
    const { changeFailRate, recoveryTime } = deliveryMetrics([record], {
      from: new Date('2022-09-01T00:00:00Z'),
      to: new Date('2022-10-01T00:00:00Z'),
    });
    expect(changeFailRate).toEqual({
      measured: true,
      percent: 40,
      samples: 5,
    });
    expect(recoveryTime).toEqual({ measured: true, hours: null, samples: 2 });
  });

  it('are, by default, those of a day: what broke two months later is not laid at a deployment', () => {
    const record = fold(
      deployments,
      incidents(),
      defaultDeliveryRules.incidentWindowHours,
    );
    expect(links(record)).toEqual([
      'github:GithubIssue:1:1373792478 pipeline2',
    ]);
  });

  it('are the same by the boards of an earlier version of these tables', () => {
    const boards = projectRows(`${dora}/raw_tables/project_mapping.csv`)
      .filter(it => it.table === 'boards')
      .map(it => it.row_id);
    const onBoards = table(`${dora}/raw_tables/board_issues.csv`)
      .filter(it => boards.includes(it.board_id))
      .map(it => it.issue_id);
    const reported = table(`${dora}/raw_tables/issues.csv`).flatMap(
      (row): Array<[string, string]> => {
        const isOne = row.type === 'INCIDENT' && onBoards.includes(row.id);
        note(
          `issues.csv, ${row.id}`,
          isOne ? undefined : 'it is no incident of the project',
        );
        return isOne ? [[row.id, row.created_date]] : [];
      },
    );
    const record = fold(
      `${dora}/prev_success_deployment_commit/cicd_deployment_commits_after.csv`,
      reported,
      24 * 90,
    );
    expect(links(record).sort()).toEqual(
      expected(
        `${dora}/snapshot_tables/project_incident_deployment_relationships.csv`,
      ),
    );
  });
});

describe('deployments alone', () => {
  it('that all failed never reached production', () => {
    const name = `${dora}/deployment_generator/cicd_deployment_commits.csv`;
    const record = foldDelivery(
      table(name).flatMap(row =>
        toDeployment(
          row,
          `deployment_generator/cicd_deployment_commits.csv, ${row.commit_sha}`,
          row.cicd_deployment_id,
        ),
      ),
    );
    expect(record.deployments).toEqual([]);
    expect(record.coverage.deployments).toBe(false);
  });

  // Tasks of pipelines that deploy to PRODUCTION with the result SUCCESS, by their end:
  //
  //   task12 11-02 Wednesday   task16 11-08 Tuesday     task11 11-13 00:07 Sunday   task10 11-13 Sunday
  //   task14 11-16 Wednesday   task15 11-19 Saturday    task13 11-28 00:46 Monday
  it('of tasks: seven in November, by weekday', () => {
    const record = foldDelivery(
      table(`${dora}/raw_tables/cicd_tasks.csv`).flatMap(row =>
        toDeployment(
          row,
          `raw_tables/cicd_tasks.csv, ${row.id}`,
          row.pipeline_id,
        ),
      ),
    );
    const window = {
      from: new Date('2022-11-01T00:00:00Z'),
      to: new Date('2022-12-01T00:00:00Z'),
    };
    const { deploymentFrequency } = deliveryMetrics([record], window);
    expect(deploymentFrequency.samples).toBe(7);
    // 30 days are 4 2/7 weeks.
    expect(deploymentFrequency.perWeek).toBeCloseTo(49 / 30, 10);
    const weekdays = (timeZone: string) =>
      weekdayRisks([record], { today: '2022-11-30', days: 30, timeZone }).map(
        it => it.deployments,
      );
    expect(weekdays('UTC')).toEqual([1, 1, 2, 0, 0, 1, 2]);
    // In New York (UTC-5 then; UTC-4 until 11-06) Sunday 00:07 is Saturday, and Monday 00:46 Sunday.
    expect(weekdays('America/New_York')).toEqual([0, 1, 2, 0, 0, 2, 2]);
  });
});

describe('incidents of PagerDuty', () => {
  const phases: Record<string, string> = {
    acknowledged: 'acknowledged',
    resolved: 'resolved',
  };

  //   number  created   status        changed    so that
  //   4       06:23:06  triggered     07:02:36   open
  //   5       06:44:28  acknowledged  06:44:37   open
  //   6       06:45:36  resolved      06:51:44   over after 6 minutes 8 seconds
  it('are open or last as long as DevLake says', () => {
    const name = `${pagerDuty}/raw_tables/_raw_pagerduty_incidents.csv`;
    const { incidents } = foldDelivery(
      table(name).flatMap(({ data }) => {
        const incident = JSON.parse(data);
        const common = {
          kind: 'incident',
          incident: String(incident.incident_number),
          url: incident.html_url,
          title: incident.title,
        };
        note(`_raw_pagerduty_incidents.csv, ${incident.incident_number}`);
        const phase = phases[incident.status];
        return [
          toEvent({ ...common, phase: 'detected', at: incident.created_at }),
          ...(phase
            ? [
                toEvent({
                  ...common,
                  phase,
                  at: incident.last_status_change_at,
                }),
              ]
            : []),
        ];
      }),
    );
    const expected = table(`${pagerDuty}/snapshot_tables/issues.csv`);
    expect(incidents.map(it => [it.id, it.url])).toEqual(
      expected.map(it => [it.issue_key, it.url]),
    );
    expect(
      incidents.map(it =>
        it.resolvedAt === null
          ? ''
          : String(Math.floor((it.resolvedAt - it.detectedAt) / 60_000)),
      ),
    ).toEqual(expected.map(it => it.lead_time_minutes));
    expect(incidents[2].resolvedAt! - incidents[2].detectedAt).toBe(368_000);
    expect(incidents[1].acknowledgedAt).toBe(
      Date.parse('2022-11-03T06:44:37Z'),
    );
  });
});

describe('the tables that are not read', () => {
  const reasons: Array<[RegExp, string]> = [
    [/cicd_scopes|repos\.csv/, 'ids alone'],
    [/pull_request_comments/, 'reviews: no metric of DORA has them'],
    [/change_lead_time\/project_mapping/, 'the project is named in the test'],
    [/prev_success.*before|before_enrich/, 'the same rows before enrichment'],
    [
      /prev_success_deployment_commit\/project_mapping|deployment_generator\/project_mapping/,
      'a copy of raw_tables/project_mapping.csv',
    ],
    [
      /pipelines\.csv|pipeline_commits|generator\/cicd_tasks|tasks_for_enrich|enrich_cicd_tasks/,
      'pipelines of which DevLake makes deployments, not deployments',
    ],
    [/assign|users/, 'people'],
    [/_tool_pagerduty_incidents/, 'another form of the raw incidents'],
  ];

  it('are listed with a reason', () => {
    const others = realFiles(`${root}/**/*.csv`)
      .map(({ name }) => name)
      .filter(name => !readFiles.has(name));
    const without = others.filter(name => {
      const reason = reasons.find(([pattern]) => pattern.test(name))?.[1];
      if (reason) {
        files.addUnread(name.replace(`${root}/`, ''), reason);
      }
      return !reason;
    });
    expect(without).toEqual([]);
    expect([files.read, files.unread.length]).toEqual([18, 19]);
    // 42 of change_lead_time, 32 deployments, 7 incidents and 14 issues of the links, 6 and 18
    // deployments alone, 3 of PagerDuty.
    expect([rows.read, rows.unread.length]).toEqual([93, 29]);
  });
});
