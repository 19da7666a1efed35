import { CodeSnippet } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  CheckDetails,
  optOutPrefix,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Fold, Panel } from '../layout';
import { useReadinessTranslation } from '../translations';
import { CheckOwner } from './CheckOwner';
import { CheckSources } from './CheckSources';
import { useSeen } from './useSeen';

const useStyles = makeStyles(
  theme => ({
    title: {
      fontSize: theme.typography.body2.fontSize,
      fontWeight: 600,
      color: theme.palette.text.secondary,
      margin: theme.spacing(1.5, 0, 0.5),
      ':first-child > &': { marginTop: 0 },
    },
    body: {
      fontSize: theme.typography.body2.fontSize,
      // Among words, colour alone does not tell a link.
      '& #owner a': { textDecoration: 'underline' },
    },
    code: { overflowX: 'auto' },
  }),
  { name: 'ReadinessCheckAbout' },
);

/**
 * Who answers for a check, what it reads, whether one may opt out, and its condition.
 */
export function CheckAbout(props: { check: CheckDetails }) {
  const { check } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [ref, seen] = useSeen();
  return (
    <Panel title={t('check.explained.about')}>
      <div ref={ref} className={classes.body}>
        <div id="owner" tabIndex={-1}>
          <Typography component="h3" className={classes.title}>
            {t('check.explained.owner')}
          </Typography>
          <CheckOwner check={check} isAsked={seen} />
        </div>
        <Typography component="h3" className={classes.title}>
          {t('check.sources.title')}
        </Typography>
        <CheckSources sources={check.sources} isAsked={seen} />
        <Typography component="h3" className={classes.title}>
          {t('check.explained.optOut')}
        </Typography>
        <div>
          {check.optOut
            ? t('check.explained.mayOptOut', {
                annotation: (
                  <code>
                    {optOutPrefix}/{check.summary.id}
                  </code>
                ),
              })
            : t('check.explained.noOptOut')}
        </div>
        <Typography component="h3" className={classes.title}>
          {t('check.explained.condition')}
        </Typography>
        <Fold quiet summary={t('check.explained.showCondition')}>
          <div className={classes.code}>
            {check.appliesWhen && (
              <>
                {t('check.explained.askedWhen')}
                <CodeSnippet text={check.appliesWhen} language="text" />
                {t('check.explained.metWhen')}
              </>
            )}
            <CodeSnippet text={check.condition} language="text" />
          </div>
        </Fold>
      </div>
    </Panel>
  );
}
