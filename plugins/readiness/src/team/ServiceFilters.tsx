import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useRef, useState } from 'react';
import { FilterSelect, useTierOptions } from '../layout';
import { useReadinessTranslation } from '../translations';

/** To what the services of a team are narrowed. */
export interface ServiceFilterValues {
  search: string;
  target: '' | 'met' | 'missed' | 'none';
  tier: string;
}

const typingMs = 300;
const longestSearch = 100;

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

/** A text that counts once the reader stopped typing. */
function SearchField(props: {
  label: string;
  value: string;
  onChange(value: string): void;
}) {
  const { label, value, onChange } = props;
  const [text, setText] = useState(value);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === value) {
      return undefined;
    }
    const timer = setTimeout(() => latest.current(text.trim()), typingMs);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <TextField
      id="readiness-service-search"
      type="search"
      label={label}
      value={text}
      onChange={event => setText(event.target.value)}
      inputProps={{ maxLength: longestSearch }}
      InputLabelProps={{ shrink: true }}
      variant="outlined"
      size="small"
      margin="none"
    />
  );
}

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
