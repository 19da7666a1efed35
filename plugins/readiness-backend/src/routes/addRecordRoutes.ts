import { RecordService } from '../services/record/RecordService';
import { renderBrief } from '../services/record/renderBrief';
import { ReadCredentials, ReadinessRouter } from './ReadinessRouter';

/** `GET /v1/entities/{kind}/{namespace}/{name}/track-record`, `/delivery` and `/impact-brief` */
export function addRecordRoutes(
  router: ReadinessRouter,
  {
    record,
    readCredentials,
  }: { record: RecordService; readCredentials: ReadCredentials },
): void {
  const entity = '/v1/entities/:kind/:namespace/:name';

  router.get(`${entity}/track-record`, async (request, response) => {
    const credentials = await readCredentials(request);
    response.json(
      await record.getTrackRecord(request.params, request.query, {
        credentials,
      }),
    );
  });

  router.get(`${entity}/delivery`, async (request, response) => {
    const credentials = await readCredentials(request);
    response.json(
      await record.getDelivery(request.params, request.query, { credentials }),
    );
  });

  router.get(`${entity}/impact-brief`, async (request, response) => {
    const credentials = await readCredentials(request);
    const { format, ...query } = request.query;
    const brief = await record.getImpactBrief(request.params, query, {
      credentials,
    });
    if (format === 'markdown') {
      response.setHeader('Content-Type', 'text/markdown; charset=utf-8');
      response.end(renderBrief(brief));
    } else {
      response.json(brief);
    }
  });
}
