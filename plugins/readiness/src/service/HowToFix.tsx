import {
  CopyTextButton,
  Link,
  MarkdownContent,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { Remediation } from '@team-readiness/backstage-plugin-readiness-common';
import { Fold } from '../layout';
import { httpUrl } from '../links';
import { useReadinessTranslation } from '../translations';

const useStyles = makeStyles(
  theme => ({
    root: {
      minWidth: 0,
      fontSize: theme.typography.body2.fontSize,
      '& p': { margin: theme.spacing(0, 0, 1) },
      '& ul, & ol': { margin: theme.spacing(0, 0, 1), paddingLeft: 20 },
    },
    file: {
      '& svg': { width: 16, height: 16 },
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
    example: { position: 'relative', marginTop: theme.spacing(0.5) },
    code: {
      maxHeight: 320,
      overflow: 'auto',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.background.default,
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
    },
    // Plain: what colours code is loaded later, and then moves what stands below.
    text: {
      width: 'max-content',
      margin: 0,
      padding: theme.spacing(1),
      fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
      fontSize: '0.8125rem',
      lineHeight: 1.5,
    },
    // Beside what scrolls, so that it stays in reach.
    copy: {
      '& svg': { width: 16, height: 16 },
      position: 'absolute',
      top: theme.spacing(0.5),
      right: theme.spacing(2.5),
    },
    link: { '&&': { marginTop: theme.spacing(1) } },
  }),
  { name: 'ReadinessHowToFix' },
);

function Example(props: { text: string; path: string | null }) {
  const { text, path } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const name = path
    ? t('service.fix.exampleOf', { path })
    : t('service.fix.example');
  return (
    <div className={classes.example}>
      <div
        className={classes.code}
        role="group"
        aria-label={name}
        // Scrolls, so that it must take focus for those who use no mouse.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <pre className={classes.text}>
          <code>{text}</code>
        </pre>
      </div>
      <div className={classes.copy}>
        <CopyTextButton
          text={text}
          variant="secondary"
          tooltipText={t('service.fix.exampleCopied')}
          aria-label={t('service.fix.copyExample')}
        />
      </div>
    </div>
  );
}

/**
 * How to fix a result: words, the file to create, an example to copy, a link.
 */
export function HowToFix(props: {
  remediation: Remediation;
  /** Shows the example only on request. */
  foldExample?: boolean;
}) {
  const { text, path, example } = props.remediation;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const link = httpUrl(props.remediation.link);
  return (
    <div className={classes.root}>
      <MarkdownContent content={text} />
      {path && (
        <div className={classes.file}>
          <span>{t('service.fix.file')}</span>
          <code className={classes.path}>{path}</code>
          <CopyTextButton
            text={path}
            variant="tertiary"
            tooltipText={t('service.fix.pathCopied')}
            aria-label={t('service.fix.copyPath', { path })}
          />
        </div>
      )}
      {example && !props.foldExample && <Example text={example} path={path} />}
      {example && props.foldExample && (
        <Fold quiet summary={t('service.fix.example')}>
          <Example text={example} path={path} />
        </Fold>
      )}
      {link && (
        <p className={classes.link}>
          <Link to={link}>{t('service.fix.more')}</Link>
        </p>
      )}
    </div>
  );
}
