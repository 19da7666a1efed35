import { alpha, makeStyles } from '@material-ui/core/styles';
import { ExplainedCondition } from '@team-readiness/backstage-plugin-readiness-common';
import { useReadinessReactTranslation } from '../words/useReadinessReactTranslation';
import { useWords } from '../words/useWords';
import { ConditionNode, conditionTree } from './conditionTree';
import { TruthMark } from './TruthMark';

const monospace = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none' },
    // The marks stand in one column, however deep the part is.
    line: {
      display: 'grid',
      gridTemplateColumns: '8.5rem minmax(0, 1fr)',
      gap: theme.spacing(0, 1),
      alignItems: 'baseline',
      padding: theme.spacing(0.375, 1),
      borderLeft: '3px solid transparent',
      fontSize: theme.typography.body2.fontSize,
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
    },
    deciding: {
      borderLeftColor: theme.palette.primary.main,
      backgroundColor: alpha(theme.palette.primary.main, 0.08),
    },
    code: {
      fontFamily: monospace,
      fontSize: '0.8125rem',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      // The theme gives code a box of its own; here all of it is code.
      padding: 0,
      background: 'none',
    },
    unneeded: { color: theme.palette.text.secondary },
    verdict: {
      marginLeft: theme.spacing(1),
      padding: theme.spacing(0, 0.75),
      border: `1px solid ${theme.palette.primary.main}`,
      borderRadius: theme.shape.borderRadius,
      fontSize: '0.75rem',
      fontWeight: 600,
      whiteSpace: 'nowrap',
    },
    seen: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      color: theme.palette.text.primary,
    },
  }),
  { name: 'ReadinessConditionLines' },
);

const choiceRoles = ['if', 'then', 'otherwise'] as const;
const indent = 20;

function Part(props: {
  node: ConditionNode;
  depth: number;
  /** Its place in a choice. */
  role?: (typeof choiceRoles)[number];
}) {
  const { node, depth, role } = props;
  const { line, deciding, parts } = node;
  const classes = useStyles();
  const words = useWords();
  const { t } = useReadinessReactTranslation();
  const unneeded = line.truth === 'not-reached' ? classes.unneeded : '';
  return (
    <li>
      <div className={`${classes.line} ${deciding ? classes.deciding : ''}`}>
        <TruthMark truth={line.truth} />
        <div style={{ paddingLeft: depth * indent }}>
          {role && <span>{t(`conditions.${role}`)} </span>}
          {parts.length > 0 ? (
            <span>{line.kind !== 'part' && t(`conditions.${line.kind}`)}</span>
          ) : (
            <code className={`${classes.code} ${unneeded}`}>{line.text}</code>
          )}
          {deciding && (
            <span className={classes.verdict}>{t('conditions.decided')}</span>
          )}
          {line.seen.length > 0 && (
            <ul
              className={classes.seen}
              aria-label={t('conditions.valuesSeen')}
            >
              {line.seen.map(({ path, value }) => (
                <li key={path} className={classes.code}>
                  {path} = {words.value(value)}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
      {parts.length > 0 && (
        <Parts
          nodes={parts}
          depth={depth + 1}
          choice={line.kind === 'choice'}
        />
      )}
    </li>
  );
}

function Parts(props: {
  nodes: readonly ConditionNode[];
  depth: number;
  choice?: boolean;
  label?: string;
}) {
  const classes = useStyles();
  return (
    <ul className={classes.list} aria-label={props.label}>
      {props.nodes.map((node, index) => (
        <Part
          key={index}
          node={node}
          depth={props.depth}
          role={props.choice ? choiceRoles[index] : undefined}
        />
      ))}
    </ul>
  );
}

/**
 * Expressions part by part: whether each holds, as icon and words, its source
 * text, the values that it looked at, and which one decided. What is below a part
 * that was not needed is left out.
 *
 * @public
 */
export function ConditionLines(props: {
  /** Accessible name of the list. */
  label: string;
  /** Each group before the lines that belong to it. */
  lines: readonly ExplainedCondition[];
}) {
  return (
    <Parts nodes={conditionTree(props.lines)} depth={0} label={props.label} />
  );
}
