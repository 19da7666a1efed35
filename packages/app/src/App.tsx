import { createApp } from '@backstage/frontend-defaults';
import { portalModule } from './portalModule';

/**
 * The demo portal. Plugins come from the packages that it depends on, by
 * `app.packages` in the configuration.
 */
export const app = createApp({ features: [portalModule] });
