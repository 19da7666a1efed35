import { MarkdownContent } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { CheckDetails } from '@team-readiness/backstage-plugin-readiness-common';
import { CodeWords, Panel } from '../layout';
import { HowToFix } from '../service/HowToFix';
import { useReadinessTranslation } from '../translations';
import { generalRemediation, generalText } from './generalRemediation';
import { SideBySide } from './SideBySide';

const useStyles = makeStyles(
  theme => ({
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
  }),
  { name: 'ReadinessCheckExplained' },
);

/**
 * Why a check is asked, what it looks at, and how to meet it.
 */
export function CheckExplained(props: { check: CheckDetails }) {
  const { check } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <SideBySide>
      <Panel title={t('check.explained.why')}>
        <div className={classes.body}>
          <MarkdownContent content={check.rationale} />
          <Typography component="h3" className={classes.title}>
            {t('check.explained.lookedFor')}
          </Typography>
          <CodeWords text={generalText(check.lookedFor)} />
        </div>
      </Panel>
      <Panel title={t('check.explained.howToFix')}>
        <HowToFix
          remediation={generalRemediation(check.remediation)}
          foldExample
        />
      </Panel>
    </SideBySide>
  );
}
