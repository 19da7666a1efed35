import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  {
    root: {
      width: sidebarConfig.drawerWidthClosed,
      height: 3 * sidebarConfig.logoHeight,
      display: 'flex',
      alignItems: 'center',
    },
    link: {
      display: 'flex',
      alignItems: 'center',
      gap: 12,
      marginLeft: 20,
      color: '#fff',
      fontWeight: 600,
      whiteSpace: 'nowrap',
    },
  },
  { name: 'PortalLogo' },
);

/**
 * The mark of the portal, with the organisation's name while the side bar is open.
 */
export function PortalLogo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  const name =
    useApi(configApiRef).getOptionalString('organization.name') ?? 'Portal';
  return (
    <div className={classes.root}>
      <Link
        to="/"
        underline="none"
        className={classes.link}
        aria-label={`${name}, home`}
      >
        <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">
          <rect x="5" y="19" width="5" height="8" rx="1" fill="currentColor" />
          <rect
            x="13.5"
            y="12"
            width="5"
            height="15"
            rx="1"
            fill="currentColor"
          />
          <rect x="22" y="5" width="5" height="22" rx="1" fill="#9bf0e1" />
        </svg>
        {isOpen && <span>{name}</span>}
      </Link>
    </div>
  );
}
