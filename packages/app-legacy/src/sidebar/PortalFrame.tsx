import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarPage,
  SidebarSpace,
} from '@backstage/core-components';
import CategoryIcon from '@material-ui/icons/Category';
import HomeIcon from '@material-ui/icons/Home';
import MenuIcon from '@material-ui/icons/Menu';
import PlaylistAddCheckIcon from '@material-ui/icons/PlaylistAddCheck';
import SettingsIcon from '@material-ui/icons/Settings';
import { ReactNode } from 'react';

/**
 * The side bar of the portal, Readiness first, beside the page that is open.
 */
export function PortalFrame(props: { children: ReactNode }) {
  return (
    <SidebarPage>
      <Sidebar>
        <SidebarGroup label="Menu" icon={<MenuIcon />}>
          <SidebarItem
            icon={PlaylistAddCheckIcon}
            to="readiness"
            text="Readiness"
          />
          <SidebarItem icon={CategoryIcon} to="catalog" text="Catalog" />
          <SidebarItem icon={HomeIcon} to="home" text="Home" />
        </SidebarGroup>
        <SidebarSpace />
        <SidebarDivider />
        <SidebarGroup label="Settings" icon={<SettingsIcon />} to="/settings">
          <SidebarItem icon={SettingsIcon} to="settings" text="Settings" />
        </SidebarGroup>
      </Sidebar>
      {props.children}
    </SidebarPage>
  );
}
