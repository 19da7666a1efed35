import { EntitySummary } from '@team-readiness/backstage-plugin-readiness-common';
import { EntitiesService } from '../services/entities/EntitiesService';
import { CsvColumn } from './csv/formatCsvRow';
import { sendCsv } from './csv/sendCsv';
import { ReadCredentials, ReadinessRouter } from './ReadinessRouter';

const columns: CsvColumn<EntitySummary>[] = [
  { header: 'ref', value: entity => entity.ref },
  { header: 'kind', value: entity => entity.kind },
  { header: 'namespace', value: entity => entity.namespace },
  { header: 'name', value: entity => entity.name },
  { header: 'title', value: entity => entity.title },
  { header: 'type', value: entity => entity.type },
  { header: 'lifecycle', value: entity => entity.lifecycle },
  { header: 'tier', value: entity => entity.tier },
  { header: 'owners', value: entity => entity.owners.join(' ') },
  { header: 'level', value: entity => entity.level },
  { header: 'levelName', value: entity => entity.levelName },
  { header: 'targetLevel', value: entity => entity.targetLevel },
  { header: 'onTarget', value: entity => entity.onTarget },
  { header: 'fixes', value: entity => entity.fixes },
  { header: 'held', value: entity => entity.held },
  { header: 'exemptions', value: entity => entity.exemptions },
  { header: 'inGrace', value: entity => entity.inGrace },
  { header: 'adoption', value: entity => entity.share.adoption },
  { header: 'score', value: entity => entity.share.score },
  { header: 'coverage', value: entity => entity.share.coverage },
];

/** `/v1/entities` and what is below it. */
export function addEntityRoutes(
  router: ReadinessRouter,
  {
    entities,
    readCredentials,
  }: { entities: EntitiesService; readCredentials: ReadCredentials },
): void {
  router.get('/v1/entities', async (request, response) => {
    const credentials = await readCredentials(request);
    if (request.query.format === 'csv') {
      await sendCsv(response, {
        name: 'readiness-entities',
        columns,
        pages: entities.streamEntities(request.query, { credentials }),
      });
      return;
    }
    response.json(await entities.listEntities(request.query, { credentials }));
  });

  router.post('/v1/entities/levels', async (request, response) => {
    const credentials = await readCredentials(request);
    response.json({
      items: await entities.listEntityLevels(request.body, { credentials }),
    });
  });

  router.get(
    '/v1/entities/:kind/:namespace/:name',
    async (request, response) => {
      const credentials = await readCredentials(request);
      response.json(await entities.getEntity(request.params, { credentials }));
    },
  );

  router.get(
    '/v1/entities/:kind/:namespace/:name/applicability',
    async (request, response) => {
      const credentials = await readCredentials(request);
      response.json(
        await entities.getApplicability(request.params, { credentials }),
      );
    },
  );

  router.post(
    '/v1/entities/:kind/:namespace/:name/refresh',
    async (request, response) => {
      const credentials = await readCredentials(request);
      response.json(
        await entities.refreshEntity(request.params, { credentials, request }),
      );
    },
  );
}
