/**
 * Answers as SonarQube does (Web API of 9.9 and later): quality gate, measures, analyses.
 *
 * `sonar` of a service is `clean`, `findings`, `old` (analysed half a year ago) or `gone` (there is no such project).
 */
import { DAY, hashOf } from '../organisation/templates.mjs';

const notFound = key => ({
  status: 404,
  body: { errors: [{ msg: `Project '${key}' not found` }] },
});

export function sonarQube({ items }) {
  const projects = new Map(
    items
      .filter(({ sonar }) => sonar)
      .map(item => [`harbour_${item.name}`, item]),
  );
  return ({ path, query }) => {
    const key =
      query.get('projectKey') ?? query.get('component') ?? query.get('project');
    const item = projects.get(key);
    if (!item || item.sonar === 'gone') {
      return notFound(key);
    }
    const bad = item.sonar === 'findings';
    const coverage = (bad ? 38 : 74) + (hashOf(item.name) % 200) / 10;
    switch (path) {
      case '/api/qualitygates/project_status':
        return {
          body: {
            projectStatus: {
              status: bad ? 'ERROR' : 'OK',
              conditions: [
                {
                  status: bad ? 'ERROR' : 'OK',
                  metricKey: 'new_coverage',
                  comparator: 'LT',
                  errorThreshold: '80',
                  actualValue: bad ? '41.0' : '88.2',
                },
              ],
              ignoredConditions: false,
              period: { mode: 'PREVIOUS_VERSION' },
            },
          },
        };
      case '/api/measures/component':
        return {
          body: {
            component: {
              key,
              name: item.name,
              qualifier: 'TRK',
              measures: [
                { metric: 'coverage', value: coverage.toFixed(1) },
                {
                  metric: 'new_coverage',
                  period: { index: 1, value: bad ? '41.0' : '88.2' },
                },
                {
                  metric: 'duplicated_lines_density',
                  value: bad ? '9.4' : '1.2',
                },
                { metric: 'bugs', value: bad ? '12' : '0' },
                { metric: 'vulnerabilities', value: bad ? '3' : '0' },
                { metric: 'code_smells', value: String(hashOf(key) % 90) },
                {
                  metric: 'security_hotspots_reviewed',
                  value: bad ? '40.0' : '100.0',
                },
              ],
            },
          },
        };
      case '/api/project_analyses/search': {
        const at = new Date(
          Date.now() - (item.sonar === 'old' ? 190 : 1) * DAY,
        );
        const date = at.toISOString().replace(/\.\d+Z$/, '+0000');
        return {
          body: {
            paging: { pageIndex: 1, pageSize: 1, total: 20 },
            analyses: [{ key: `A${hashOf(key)}`, date, events: [] }],
          },
        };
      }
      default:
        return undefined;
    }
  };
}
