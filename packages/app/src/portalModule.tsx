import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  NavContentBlueprint,
  SignInPageBlueprint,
} from '@backstage/plugin-app-react';
import { PortalSidebar } from './sidebar/PortalSidebar';

const sidebar = NavContentBlueprint.make({
  params: { component: PortalSidebar },
});

// Signs the guest in without a click. For trying things out only: the backend
// refuses guests in production.
const signIn = SignInPageBlueprint.make({
  params: {
    loader: async () => {
      const { ProxiedSignInPage } = await import('@backstage/core-components');
      return props => <ProxiedSignInPage {...props} provider="guest" />;
    },
  },
});

/**
 * What the demo portal changes of the app itself: its side bar and sign-in.
 */
export const portalModule = createFrontendModule({
  pluginId: 'app',
  extensions: [sidebar, signIn],
});
