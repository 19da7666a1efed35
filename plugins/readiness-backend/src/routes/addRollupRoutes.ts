import {
  areas,
  Rollup,
} from '@team-readiness/backstage-plugin-readiness-common';
import { RollupsService } from '../services/rollups/RollupsService';
import { CsvColumn } from './csv/formatCsvRow';
import { sendCsv } from './csv/sendCsv';
import { ReadCredentials, ReadinessRouter } from './ReadinessRouter';

const columns: CsvColumn<Rollup>[] = [
  { header: 'key', value: rollup => rollup.key },
  { header: 'title', value: rollup => rollup.title },
  { header: 'parentRef', value: rollup => rollup.parentRef },
  { header: 'mine', value: rollup => rollup.mine },
  { header: 'entities', value: rollup => rollup.standing.entities },
  { header: 'withTarget', value: rollup => rollup.standing.withTarget },
  { header: 'onTarget', value: rollup => rollup.standing.onTarget },
  {
    header: 'tier1BelowTarget',
    value: rollup => rollup.standing.tier1BelowTarget,
  },
  { header: 'notEnoughData', value: rollup => rollup.standing.notEnoughData },
  { header: 'inGrace', value: rollup => rollup.standing.inGrace },
  { header: 'hidden', value: rollup => rollup.standing.hidden },
  { header: 'adoption', value: rollup => rollup.standing.overall.adoption },
  { header: 'score', value: rollup => rollup.standing.overall.score },
  { header: 'coverage', value: rollup => rollup.standing.overall.coverage },
  {
    header: 'missingRunbooks',
    value: rollup => rollup.standing.missing.runbooks,
  },
  { header: 'missingSlos', value: rollup => rollup.standing.missing.slos },
  { header: 'pass', value: rollup => rollup.outcomes.pass },
  { header: 'fail', value: rollup => rollup.outcomes.fail },
  { header: 'unknown', value: rollup => rollup.outcomes.unknown },
  { header: 'notApplicable', value: rollup => rollup.outcomes.notApplicable },
  { header: 'exempt', value: rollup => rollup.outcomes.exempt },
  { header: 'error', value: rollup => rollup.outcomes.error },
  ...areas.map(
    (area): CsvColumn<Rollup> => ({
      header: `${area}Adoption`,
      value: rollup =>
        rollup.standing.areas.find(each => each.area === area)?.share
          .adoption ?? null,
    }),
  ),
];

/** `GET /v1/rollups` */
export function addRollupRoutes(
  router: ReadinessRouter,
  {
    rollups,
    readCredentials,
  }: { rollups: RollupsService; readCredentials: ReadCredentials },
): void {
  router.get('/v1/rollups', async (request, response) => {
    const credentials = await readCredentials(request);
    if (request.query.format === 'csv') {
      await sendCsv(response, {
        name: `readiness-rollups-${request.query.by}`,
        columns,
        pages: rollups.streamRollups(request.query, { credentials }),
      });
      return;
    }
    response.json(await rollups.listRollups(request.query, { credentials }));
  });
}
