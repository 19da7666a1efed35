import PlaylistAddCheckIcon from '@material-ui/icons/PlaylistAddCheck';

/**
 * The icon of Readiness in menus and headers.
 */
export function ReadinessIcon() {
  return <PlaylistAddCheckIcon fontSize="inherit" />;
}
