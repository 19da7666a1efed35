import {
  CodeSnippet,
  CopyTextButton,
  Link,
  MarkdownContent,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { Remediation } from '@team-readiness/backstage-plugin-readiness-common';
import { httpUrl } from '../links';

const useStyles = makeStyles(
  theme => ({
    root: {
      minWidth: 0,
      fontSize: theme.typography.body2.fontSize,
      '& p': { margin: theme.spacing(0, 0, 1) },
      '& ul, & ol': { margin: theme.spacing(0, 0, 1), paddingLeft: 20 },
    },
    file: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5),
    },
    path: {
      fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
      fontSize: '0.875rem',
      fontWeight: 600,
      overflowWrap: 'anywhere',
    },
    example: {
      position: 'relative',
      maxHeight: 320,
      overflow: 'auto',
      marginTop: theme.spacing(0.5),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
    },
  }),
  { name: 'ReadinessHowToFix' },
);

function languageOf(path: string | null): string {
  const extension = path?.split('.').pop()?.toLocaleLowerCase('en-US');
  switch (extension) {
    case 'md':
      return 'markdown';
    case 'yaml':
    case 'yml':
      return 'yaml';
    case 'json':
      return 'json';
    default:
      return 'text';
  }
}

/**
 * How to fix a result: words, the file to create, an example to copy, a link.
 */
export function HowToFix(props: { remediation: Remediation }) {
  const { text, path, example } = props.remediation;
  const classes = useStyles();
  const link = httpUrl(props.remediation.link);
  return (
    <div className={classes.root}>
      <MarkdownContent content={text} />
      {path && (
        <div className={classes.file}>
          <span>File to create or change:</span>
          <code className={classes.path}>{path}</code>
          <CopyTextButton
            text={path}
            tooltipText="Path copied"
            aria-label={`Copy the path ${path}`}
          />
        </div>
      )}
      {example && (
        // Scrolls, so that it must take focus for those who use no mouse.
        <div
          className={classes.example}
          role="region"
          aria-label={path ? `Example of ${path}` : 'Example'}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
        >
          <CodeSnippet
            text={example}
            language={languageOf(path)}
            showCopyCodeButton
          />
        </div>
      )}
      {link && (
        <p>
          <Link to={link}>Read more</Link>
        </p>
      )}
    </div>
  );
}
