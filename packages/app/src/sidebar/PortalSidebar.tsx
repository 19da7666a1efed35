import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { NavContentComponent } from '@backstage/plugin-app-react';
import MenuIcon from '@material-ui/icons/Menu';
import SettingsIcon from '@material-ui/icons/Settings';
import { PortalLogo } from './PortalLogo';

/**
 * The side bar of the demo portal, Readiness first.
 */
export const PortalSidebar: NavContentComponent = ({ navItems }) => {
  const items = navItems.withComponent(item => (
    <SidebarItem icon={() => item.icon} to={item.href} text={item.title} />
  ));
  // The graph is reached from an entity; of itself it shows nothing.
  navItems.take('page:catalog-graph');
  return (
    <Sidebar>
      <PortalLogo />
      <SidebarDivider />
      <SidebarGroup label="Menu" icon={<MenuIcon />}>
        {items.take('page:readiness')}
        {items.take('page:catalog')}
        {items.take('page:search')}
        <SidebarDivider />
        <SidebarScrollWrapper>
          {items.rest({ sortBy: 'title' })}
        </SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <SidebarGroup label="Settings" icon={<SettingsIcon />} to="/settings">
        {items.take('page:user-settings')}
      </SidebarGroup>
    </Sidebar>
  );
};
