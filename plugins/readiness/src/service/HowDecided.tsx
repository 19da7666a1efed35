import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  ExplainedCondition,
  ExplainedResult,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ConditionLines } from '@team-readiness/backstage-plugin-readiness-react';
import { Fold } from '../layout';
import { ReadinessT, useReadinessTranslation } from '../translations';

const useStyles = makeStyles(
  theme => ({
    role: {
      margin: theme.spacing(1, 0, 0.25),
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
      fontWeight: 600,
    },
    lines: { marginBottom: theme.spacing(1) },
  }),
  { name: 'ReadinessHowDecided' },
);

type Role = ExplainedCondition['role'];

/** In the order in which a check is asked. */
const roles: readonly Role[] = ['target', 'applies', 'unknown', 'condition'];

/**
 * What a group of expressions says, as the beginning of a sentence.
 *
 * @param t - translates
 * @param role - which expressions of the check
 * @param lines - all lines of these
 */
export function roleWords(
  t: ReadinessT,
  role: Role,
  lines: readonly ExplainedCondition[],
): string {
  const whole = lines.filter(({ depth }) => depth === 0);
  if (role === 'condition') {
    return t('service.decided.met');
  }
  if (role === 'unknown') {
    return whole.some(({ truth }) => truth === 'true')
      ? t('service.decided.unknown')
      : t('service.decided.known');
  }
  return whole.some(({ truth }) => truth === 'false')
    ? t('service.decided.notAsked')
    : t('service.decided.asked');
}

/**
 * The expressions of a check part by part, as far as they were asked.
 */
export function DecidedLines(props: {
  result: Pick<ExplainedResult, 'conditions'>;
}) {
  const { conditions } = props.result;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <div className={classes.lines}>
      {roles.map(role => {
        const lines = conditions.filter(line => line.role === role);
        const words = roleWords(t, role, lines);
        return lines.length > 0 ? (
          <div key={role}>
            <Typography component="h5" className={classes.role}>
              {words}
            </Typography>
            <ConditionLines label={words} lines={lines} />
          </div>
        ) : null;
      })}
    </div>
  );
}

/**
 * How a result came about, folded. Nothing where no expression was asked.
 */
export function HowDecided(props: {
  result: Pick<ExplainedResult, 'conditions'>;
}) {
  const { result } = props;
  const { t } = useReadinessTranslation();
  return result.conditions.length > 0 ? (
    <Fold quiet summary={t('service.decided.title')}>
      <DecidedLines result={result} />
    </Fold>
  ) : null;
}
