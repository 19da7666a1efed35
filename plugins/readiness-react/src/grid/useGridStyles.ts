import { alpha, makeStyles } from '@material-ui/core/styles';

/** Pixels at the right edge that fade where columns are beyond it. */
export const fadeWidth = 16;

/** How a grid looks: its parts share these, so that what sticks covers what scrolls. */
export const useGridStyles = makeStyles(
  theme => ({
    box: {
      position: 'relative',
      overflow: 'auto',
      // Rows that are loaded below or above must not move what is being read.
      overflowAnchor: 'none',
      fontSize: theme.typography.body2.fontSize,
      lineHeight: theme.typography.body2.lineHeight,
      backgroundColor: theme.palette.background.paper,
      '&[data-more]': {
        maskImage: `linear-gradient(to left, rgba(0, 0, 0, 0.25), black ${fadeWidth}px)`,
      },
    },
    head: {
      position: 'sticky',
      top: 0,
      zIndex: 3,
      backgroundColor: theme.palette.background.paper,
      borderBottom: `1px solid ${theme.palette.divider}`,
      boxSizing: 'border-box',
    },
    body: { position: 'relative' },
    row: {
      display: 'grid',
      height: '100%',
      boxSizing: 'border-box',
    },
    bodyRow: {
      position: 'absolute',
      left: 0,
      right: 0,
      borderBottom: `1px solid ${alpha(theme.palette.text.primary, 0.06)}`,
    },
    cell: {
      display: 'flex',
      alignItems: 'center',
      minWidth: 0,
      boxSizing: 'border-box',
      padding: theme.spacing(0, 1),
      backgroundColor: theme.palette.background.paper,
      // Whoever looks for the focus finds it on any tint, and in forced colours too.
      '&:focus-visible, & :focus-visible': {
        outline: `2px solid ${theme.palette.text.primary}`,
        outlineOffset: -2,
        borderRadius: theme.shape.borderRadius,
      },
      '&:focus:not(:focus-visible)': { outline: 'none' },
    },
    // What a phone has room for: numbers side by side, their titles in two lines.
    dense: {
      '& $cell': { padding: theme.spacing(0, 0.375) },
      '& $title': { fontSize: '0.6875rem', lineHeight: 1.25 },
      '& $toggle': { width: 24, marginRight: 0 },
      '& $noToggle': { width: 24 },
      '& $sectionWords': { left: theme.spacing(0.375) },
      // Beside the words it would stand on those of the next column.
      '& $sort .MuiTableSortLabel-icon': {
        left: 'calc(50% - 0.375rem)',
        top: '100%',
        margin: theme.spacing(-0.5, 0, 0, 0),
        fontSize: '0.75rem',
      },
    },
    sticky: { position: 'sticky', left: 0, zIndex: 2 },
    scrolled: {
      boxShadow: `1px 0 0 ${theme.palette.divider}`,
      clipPath: 'inset(0 -2px 0 0)',
    },
    left: { justifyContent: 'flex-start', textAlign: 'left' },
    right: {
      justifyContent: 'flex-end',
      textAlign: 'right',
      fontVariantNumeric: 'tabular-nums',
    },
    center: {
      justifyContent: 'center',
      textAlign: 'center',
      fontVariantNumeric: 'tabular-nums',
    },
    content: { flex: 1, minWidth: 0 },
    title: {
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      fontWeight: 600,
      lineHeight: 1.35,
    },
    // The arrow stands beside the words, which stay over what they head.
    sort: {
      position: 'relative',
      minHeight: 24,
      fontSize: 'inherit',
      fontWeight: 'inherit',
      lineHeight: 'inherit',
      textAlign: 'inherit',
      '& .MuiTableSortLabel-icon': {
        position: 'absolute',
        left: '100%',
        margin: theme.spacing(0, 0, 0, 0.25),
        fontSize: '1rem',
      },
    },
    section: {
      gridColumn: '1 / -1',
      alignItems: 'flex-end',
      paddingBottom: theme.spacing(0.75),
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      fontWeight: 600,
    },
    sectionWords: { position: 'sticky', left: theme.spacing(1) },
    toggle: {
      flexShrink: 0,
      width: 24,
      height: 24,
      padding: 2,
      marginRight: theme.spacing(0.25),
      border: 'none',
      borderRadius: '50%',
      background: 'none',
      color: theme.palette.text.secondary,
      cursor: 'pointer',
      '&:hover': { backgroundColor: theme.palette.action.hover },
      '& svg': {
        fontSize: '1.25rem',
        transition: theme.transitions.create('transform', {
          duration: theme.transitions.duration.shortest,
        }),
        '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
      },
      '&[aria-expanded="true"] svg': { transform: 'rotate(90deg)' },
    },
    noToggle: { flexShrink: 0, width: 26 },
    placeholder: {
      width: '60%',
      height: 12,
      borderRadius: theme.shape.borderRadius,
      backgroundColor: alpha(theme.palette.text.primary, 0.08),
    },
    empty: {
      padding: theme.spacing(3, 1),
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'ReadinessGrid' },
);

/** The names of the styles of a grid. */
export type GridClasses = ReturnType<typeof useGridStyles>;
