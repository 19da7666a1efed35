import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import GetAppIcon from '@material-ui/icons/GetApp';
import { useState } from 'react';
import { useReadinessTranslation } from '../translations';
import { saveText } from './saveText';

/**
 * Saves a list as a CSV file.
 */
export function DownloadButton(props: {
  /** Name of the file. */
  fileName: string;
  /** Gives the text of the file. */
  load(): Promise<string>;
}) {
  const { t } = useReadinessTranslation();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const download = async () => {
    setBusy(true);
    setFailed(false);
    try {
      saveText(props.fileName, await props.load(), 'text/csv');
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <span>
      <Typography
        variant="body2"
        color="textSecondary"
        component="span"
        role="status"
      >
        {failed && t('check.download.failed')}
      </Typography>
      <Button
        size="small"
        variant="outlined"
        disabled={busy}
        startIcon={<GetAppIcon aria-hidden />}
        onClick={download}
      >
        {t('check.download.label')}
      </Button>
    </span>
  );
}
