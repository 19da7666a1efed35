import { createBackend } from '@backstage/backend-defaults';
import { demoHistoryModule } from './demoHistory';
import { templateKindModule } from './templateKindModule';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(templateKindModule);

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-events-backend'));
// Each of these opens its address for webhooks only with a secret under events.modules.
backend.add(import('@backstage/plugin-events-backend-module-github'));
backend.add(import('@backstage/plugin-events-backend-module-gitlab'));
backend.add(
  import('@team-readiness/backstage-plugin-events-backend-module-pagerduty'),
);
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('@team-readiness/backstage-plugin-readiness-backend'));
backend.add(
  import(
    '@team-readiness/backstage-plugin-readiness-backend-module-repository'
  ),
);
backend.add(
  import('@team-readiness/backstage-plugin-readiness-backend-module-slo'),
);
backend.add(
  import('@team-readiness/backstage-plugin-readiness-backend-module-policy'),
);
backend.add(
  import('@team-readiness/backstage-plugin-readiness-backend-module-cost'),
);
backend.add(
  import('@team-readiness/backstage-plugin-readiness-backend-module-security'),
);
backend.add(
  import('@team-readiness/backstage-plugin-readiness-backend-module-delivery'),
);
backend.add(
  import('@team-readiness/backstage-plugin-readiness-backend-module-http'),
);
// The demo alone has a made-up past; it is off without demo.history in the configuration.
backend.add(demoHistoryModule);

backend.start();
