import { CheckResultItem } from '@team-readiness/backstage-plugin-readiness-common';
import { ChecksService } from '../services/checks/ChecksService';
import { CsvColumn } from './csv/formatCsvRow';
import { sendCsv } from './csv/sendCsv';
import { ReadCredentials, ReadinessRouter } from './ReadinessRouter';

const columns: CsvColumn<CheckResultItem>[] = [
  { header: 'ref', value: result => result.ref },
  { header: 'kind', value: result => result.kind },
  { header: 'namespace', value: result => result.namespace },
  { header: 'name', value: result => result.name },
  { header: 'title', value: result => result.title },
  { header: 'type', value: result => result.type },
  { header: 'tier', value: result => result.tier },
  { header: 'owners', value: result => result.owners.join(' ') },
  { header: 'outcome', value: result => result.outcome },
  { header: 'since', value: result => result.since },
  { header: 'counts', value: result => result.counts },
];

/** `GET /v1/checks/{scorecard}/{id}` and `GET /v1/checks/{scorecard}/{id}/results` */
export function addCheckRoutes(
  router: ReadinessRouter,
  {
    checks,
    readCredentials,
  }: { checks: ChecksService; readCredentials: ReadCredentials },
): void {
  router.get('/v1/checks/:scorecard/:id', async (request, response) => {
    const credentials = await readCredentials(request);
    response.json(await checks.getCheck(request.params, { credentials }));
  });

  router.get('/v1/checks/:scorecard/:id/results', async (request, response) => {
    const credentials = await readCredentials(request);
    if (request.query.format === 'csv') {
      await sendCsv(response, {
        name: `readiness-${request.params.scorecard}-${request.params.id}`,
        columns,
        pages: checks.streamCheckResults(request.params, request.query, {
          credentials,
        }),
      });
      return;
    }
    response.json(
      await checks.listCheckResults(request.params, request.query, {
        credentials,
      }),
    );
  });
}
