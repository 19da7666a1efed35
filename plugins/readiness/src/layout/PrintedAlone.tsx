import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useEffect, useRef } from 'react';

/*
 * A portal draws its side bar and header around a page, and lets the page scroll within a box as high as the
 * window: printed, that is one sheet with a menu on it. So everything that leads to the printed part is marked;
 * on paper what is marked flows freely, and what stands beside it is left out. The marks are set anew before
 * each print, since the portal may have drawn itself anew.
 */
const mark = 'data-readiness-printed';

function markPath(element: HTMLElement | null): void {
  document
    .querySelectorAll(`[${mark}]`)
    .forEach(marked => marked.removeAttribute(mark));
  for (let at = element; at; at = at.parentElement) {
    at.setAttribute(mark, at === element ? 'all' : 'path');
  }
}

// The style sheets of the theme know no such rule.
const sheet = '@page { size: A4; margin: 16mm; }';

const useStyles = makeStyles(
  theme => ({
    '@global': {
      '@media print': {
        [`[${mark}="path"]`]: {
          display: 'block !important',
          position: 'static !important',
          width: 'auto !important',
          maxWidth: 'none !important',
          height: 'auto !important',
          minHeight: '0 !important',
          maxHeight: 'none !important',
          margin: '0 !important',
          padding: '0 !important',
          overflow: 'visible !important',
          border: '0 !important',
          background: '#fff !important',
          transform: 'none !important',
          contain: 'none !important',
        },
        [`[${mark}="path"] > :not([${mark}])`]: { display: 'none !important' },
        // Paper is white, whatever the theme.
        [`[${mark}="all"] *`]: {
          color: '#000 !important',
          backgroundColor: 'transparent !important',
          boxShadow: 'none !important',
        },
        [`[${mark}="all"] section`]: {
          padding: '0 !important',
          border: '0 !important',
        },
        [`[${mark}="all"] :is(th, td, li)`]: {
          borderColor: '#bbb !important',
        },
        [`[${mark}="all"] nav`]: { display: 'none !important' },
        [`[${mark}="all"] tr, [${mark}="all"] li`]: { breakInside: 'avoid' },
        [`[${mark}="all"] h2, [${mark}="all"] h3`]: { breakAfter: 'avoid' },
      },
    },
    root: { '@media print': { fontSize: theme.typography.body2.fontSize } },
  }),
  { name: 'ReadinessPrintedAlone' },
);

/**
 * A part of a page that is printed without the portal around it, in black on white.
 */
export function PrintedAlone(props: { children: ReactNode }) {
  const classes = useStyles();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const update = () => markPath(ref.current);
    update();
    window.addEventListener('beforeprint', update);
    return () => {
      window.removeEventListener('beforeprint', update);
      markPath(null);
    };
  }, []);
  return (
    <div ref={ref} className={classes.root}>
      <style>{sheet}</style>
      {props.children}
    </div>
  );
}
