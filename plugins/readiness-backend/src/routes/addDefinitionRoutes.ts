import { DefinitionsService } from '../services/definitions/DefinitionsService';
import { ReadCredentials, ReadinessRouter } from './ReadinessRouter';

/** `GET /v1/definitions` and `POST /v1/definitions/refresh` */
export function addDefinitionRoutes(
  router: ReadinessRouter,
  {
    definitions,
    readCredentials,
  }: { definitions: DefinitionsService; readCredentials: ReadCredentials },
): void {
  router.get('/v1/definitions', async (request, response) => {
    const credentials = await readCredentials(request);
    response.json(await definitions.listDefinitions({ credentials }));
  });

  router.post('/v1/definitions/refresh', async (request, response) => {
    const credentials = await readCredentials(request);
    response.json(
      await definitions.refreshDefinitions({ credentials, request }),
    );
  });
}
