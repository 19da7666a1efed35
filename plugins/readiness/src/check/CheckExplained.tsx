import { CodeSnippet, MarkdownContent } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { CheckDetails } from '@team-readiness/backstage-plugin-readiness-common';
import { CodeWords, Panel } from '../layout';
import { OwnerLinks } from '../links';
import { HowToFix } from '../service/HowToFix';
import { generalRemediation } from './generalRemediation';

const useStyles = makeStyles(
  theme => ({
    columns: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(340px, 100%), 1fr))',
      gap: theme.spacing(2),
    },
    sources: { margin: 0, paddingLeft: 20 },
    title: {
      fontSize: theme.typography.body2.fontSize,
      fontWeight: 600,
      color: theme.palette.text.secondary,
      margin: theme.spacing(1.5, 0, 0.5),
    },
    body: {
      fontSize: theme.typography.body2.fontSize,
      '& p': { margin: theme.spacing(0, 0, 1) },
      '& summary': { cursor: 'pointer', color: theme.palette.text.secondary },
    },
    code: { overflowX: 'auto' },
  }),
  { name: 'ReadinessCheckExplained' },
);

/**
 * Why a check is asked, what it looks at, who answers for it, and how to meet it.
 */
export function CheckExplained(props: {
  check: CheckDetails;
  /** Entity ref; null where the scorecard names nobody. */
  owner: string | null;
}) {
  const { check, owner } = props;
  const classes = useStyles();
  return (
    <div className={classes.columns}>
      <Panel title="Why">
        <div className={classes.body}>
          <MarkdownContent content={check.rationale} />
          <Typography component="h3" className={classes.title}>
            What we look for
          </Typography>
          <CodeWords text={check.lookedFor} />
          <Typography component="h3" className={classes.title}>
            Data sources
          </Typography>
          <ul className={classes.sources}>
            {check.sources.map(source => (
              <li key={source.collector}>
                {source.title}
                {source.connected ? '' : ', not connected'}
              </li>
            ))}
          </ul>
          <div id="owner" tabIndex={-1}>
            <Typography component="h3" className={classes.title}>
              Owner
            </Typography>
            {owner ? (
              <>
                <OwnerLinks owners={[owner]} />. Tell them where the check is
                wrong.
              </>
            ) : (
              'The scorecard names no owner.'
            )}
          </div>
          <Typography component="h3" className={classes.title}>
            Condition
          </Typography>
          <details>
            <summary>Show the expression</summary>
            <div className={classes.code}>
              {check.appliesWhen && (
                <>
                  Asked when:
                  <CodeSnippet text={check.appliesWhen} language="text" />
                  Met when:
                </>
              )}
              <CodeSnippet text={check.condition} language="text" />
            </div>
          </details>
        </div>
      </Panel>
      <Panel title="How to fix it">
        <HowToFix
          remediation={generalRemediation(check.remediation)}
          foldExample
        />
      </Panel>
    </div>
  );
}
