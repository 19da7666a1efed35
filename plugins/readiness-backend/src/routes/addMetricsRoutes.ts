import { MetricsService } from '../services/metrics/MetricsService';
import {
  openMetricsType,
  renderOpenMetrics,
} from '../services/metrics/renderOpenMetrics';
import { ReadCredentials, ReadinessRouter } from './ReadinessRouter';

/** `GET /v1/metrics` */
export function addMetricsRoutes(
  router: ReadinessRouter,
  {
    metrics,
    readCredentials,
  }: { metrics: MetricsService; readCredentials: ReadCredentials },
): void {
  router.get('/v1/metrics', async (request, response) => {
    const credentials = await readCredentials(request);
    const families = await metrics.readMetrics({ credentials });
    response.setHeader('Content-Type', openMetricsType);
    response.end(renderOpenMetrics(families));
  });
}
