import { CodeSnippet, MarkdownContent } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  CheckDetails,
  optOutPrefix,
} from '@team-readiness/backstage-plugin-readiness-common';
import { CodeWords, Fold, Panel, Stack } from '../layout';
import { OwnerLinks } from '../links';
import { HowToFix } from '../service/HowToFix';
import { CheckHistory } from './CheckHistory';
import { CheckSources } from './CheckSources';
import { generalRemediation, generalText } from './generalRemediation';

const useStyles = makeStyles(
  theme => ({
    columns: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(340px, 100%), 1fr))',
      gap: theme.spacing(2),
      alignItems: 'start',
    },
    title: {
      fontSize: theme.typography.body2.fontSize,
      fontWeight: 600,
      color: theme.palette.text.secondary,
      margin: theme.spacing(1.5, 0, 0.5),
    },
    body: {
      fontSize: theme.typography.body2.fontSize,
      '& p': { margin: theme.spacing(0, 0, 1) },
    },
    code: { overflowX: 'auto' },
  }),
  { name: 'ReadinessCheckExplained' },
);

/**
 * Why a check is asked, what it looks at, who answers for it, how to meet it, and
 * what changed of it.
 */
export function CheckExplained(props: { check: CheckDetails }) {
  const { check } = props;
  const { owner } = check;
  const classes = useStyles();
  return (
    <div className={classes.columns}>
      <Panel title="Why">
        <div className={classes.body}>
          <MarkdownContent content={check.rationale} />
          <Typography component="h3" className={classes.title}>
            What we look for
          </Typography>
          <CodeWords text={generalText(check.lookedFor)} />
          <Typography component="h3" className={classes.title}>
            Data sources
          </Typography>
          <CheckSources sources={check.sources} />
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
            Opt-out
          </Typography>
          <div>
            {check.optOut ? (
              <>
                A service may opt out, with a reason, by the annotation{' '}
                <code>
                  {optOutPrefix}/{check.summary.id}
                </code>
                .
              </>
            ) : (
              'Not possible. An exemption is agreed with the owner.'
            )}
          </div>
          <Typography component="h3" className={classes.title}>
            Condition
          </Typography>
          <Fold quiet summary="Show the expression">
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
          </Fold>
        </div>
      </Panel>
      <Stack>
        <Panel title="How to fix it">
          <HowToFix
            remediation={generalRemediation(check.remediation)}
            foldExample
          />
        </Panel>
        <CheckHistory check={check} />
      </Stack>
    </div>
  );
}
