import { makeStyles } from '@material-ui/core/styles';
import CheckIcon from '@material-ui/icons/Check';
import CloseIcon from '@material-ui/icons/Close';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import RemoveIcon from '@material-ui/icons/Remove';
import { useWords } from '../words/useWords';
import { Truth } from './Truth';

const icons: Readonly<Record<Truth, typeof CheckIcon>> = {
  true: CheckIcon,
  false: CloseIcon,
  failed: HelpOutlineIcon,
  'not-reached': RemoveIcon,
};

// No green and no red: of a part, false may well be what is wanted.
const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      // The words carry the baseline, so that they stand level with the source text.
      alignItems: 'baseline',
      gap: theme.spacing(0.5),
      whiteSpace: 'nowrap',
      '& svg': { fontSize: '1rem', alignSelf: 'center' },
    },
    aside: { color: theme.palette.text.secondary },
  }),
  { name: 'ReadinessTruthMark' },
);

/**
 * The truth of a part of a condition as icon and words.
 *
 * @public
 */
export function TruthMark(props: { truth: Truth }) {
  const { truth } = props;
  const classes = useStyles();
  const words = useWords();
  const Icon = icons[truth];
  const isSaid = truth === 'true' || truth === 'false';
  return (
    <span className={`${classes.root} ${isSaid ? '' : classes.aside}`}>
      <Icon aria-hidden />
      {words.truth(truth)}
    </span>
  );
}
