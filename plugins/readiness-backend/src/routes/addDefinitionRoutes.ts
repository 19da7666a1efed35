import { DefinitionsService } from '../services/definitions/DefinitionsService';
import { ReadCredentials, ReadinessRouter } from './ReadinessRouter';

/** `POST /v1/definitions/refresh` */
export function addDefinitionRoutes(
  router: ReadinessRouter,
  {
    definitions,
    readCredentials,
  }: { definitions: DefinitionsService; readCredentials: ReadCredentials },
): void {
  router.post('/v1/definitions/refresh', async (request, response) => {
    const credentials = await readCredentials(request);
    response.json(
      await definitions.refreshDefinitions({ credentials, request }),
    );
  });
}
