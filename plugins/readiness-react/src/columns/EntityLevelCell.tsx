import { useApiHolder } from '@backstage/core-plugin-api';
import { alpha, makeStyles } from '@material-ui/core/styles';
import { useEffect, useState } from 'react';
import { readinessApiRef } from '../api';
import { LevelBadge, TargetLabel } from '../levels';
import { useReadinessReactTranslation } from '../words/useReadinessReactTranslation';
import { KnownLevel, levelLoaderOf } from './LevelLoader';
import { ListedLevels } from './ListedLevels';

const useStyles = makeStyles(
  theme => ({
    // Two lines before and after: rows keep their height as levels come in.
    root: {
      display: 'flex',
      flexDirection: 'column',
      justifyContent: 'center',
      minHeight: '2.75rem',
      // As wide as a level with its name: the word of exemptions goes below rather than taking the width of the names.
      minWidth: '10.5rem',
      '& span': { whiteSpace: 'normal' },
    },
    distance: { color: theme.palette.text.secondary, fontSize: '0.8125rem' },
    awaited: {
      width: '7rem',
      height: '0.875rem',
      borderRadius: theme.shape.borderRadius,
      backgroundColor: alpha(theme.palette.text.primary, 0.08),
    },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'ReadinessEntityLevelCell' },
);

interface State extends KnownLevel {
  ref: string;
  failed?: boolean;
}

/**
 * The level of an entity and its distance to the target, in a table of the catalog. All cells of a table ask together.
 *
 * @public
 */
export function EntityLevelCell(props: {
  /** Ref of the entity, in lower case. */
  entityRef: string;
  /** Of all rows, where the table sorts them. */
  listed?: ListedLevels;
}) {
  const { entityRef, listed } = props;
  const classes = useStyles();
  const { t } = useReadinessReactTranslation();
  const api = useApiHolder().get(readinessApiRef);
  const loader = api && levelLoaderOf(api);
  const [state, setState] = useState<State>();

  useEffect(() => {
    let shown = true;
    if (loader) {
      loader.load(entityRef).then(
        level => shown && setState({ ref: entityRef, level }),
        () => shown && setState({ ref: entityRef, failed: true }),
      );
      listed?.loadWith(loader);
    }
    return () => {
      shown = false;
    };
  }, [loader, entityRef, listed]);

  // Tables draw their rows anew as they sort or learn more: what is known shows at once, rather than a bar in between.
  const current = state?.ref === entityRef ? state : loader?.known(entityRef);
  if (loader && !current) {
    return (
      <div className={classes.root}>
        <div className={classes.awaited} aria-hidden="true" />
      </div>
    );
  }
  if (!current?.level) {
    return (
      <div className={`${classes.root} ${classes.quiet}`}>
        {state?.ref === entityRef && state.failed
          ? t('columns.failed')
          : t('columns.none')}
      </div>
    );
  }
  const { level, levelName, levels, exemptions, ...target } = current.level;
  return (
    <div className={classes.root}>
      <LevelBadge
        level={level}
        levelName={levelName}
        exemptions={exemptions}
        of={levels}
      />
      <span className={classes.distance}>
        <TargetLabel
          targetLevel={target.targetLevel}
          onTarget={target.onTarget}
          fixes={target.fixes}
        />
      </span>
    </div>
  );
}
