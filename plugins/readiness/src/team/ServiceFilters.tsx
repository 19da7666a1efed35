import { makeStyles } from '@material-ui/core/styles';
import { FilterSelect, SearchField, useTierOptions } from '../layout';
import { useReadinessTranslation } from '../translations';

/** To what the services of a team are narrowed. */
export interface ServiceFilterValues {
  search: string;
  target: '' | 'met' | 'missed' | 'none';
  tier: string;
}

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1.5, 2),
      padding: theme.spacing(1, 0, 1.5),
    },
  }),
  { name: 'ReadinessServiceFilters' },
);

/**
 * Narrows the services of a team by name, distance to target and tier.
 */
export function ServiceFilters(props: {
  values: ServiceFilterValues;
  onChange(name: keyof ServiceFilterValues, value: string): void;
}) {
  const { values, onChange } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const tiers = useTierOptions();
  return (
    <div className={classes.root}>
      <SearchField
        id="readiness-service-search"
        label={t('team.services.search')}
        value={values.search}
        onChange={value => onChange('search', value)}
      />
      <FilterSelect
        label={t('team.services.target')}
        value={values.target}
        options={[
          { value: '', label: t('team.services.allTargets') },
          { value: 'missed', label: t('team.services.missed') },
          { value: 'met', label: t('team.services.met') },
          { value: 'none', label: t('team.services.noTarget') },
        ]}
        onChange={value => onChange('target', value)}
      />
      <FilterSelect
        label={t('team.services.tier')}
        value={values.tier}
        options={tiers}
        onChange={value => onChange('tier', value)}
      />
    </div>
  );
}
