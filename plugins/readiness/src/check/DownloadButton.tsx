import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import GetAppIcon from '@material-ui/icons/GetApp';
import { useState } from 'react';

function saveText(name: string, text: string) {
  const url = URL.createObjectURL(
    new Blob([text], { type: 'text/csv;charset=utf-8' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/**
 * Saves a list as a CSV file.
 */
export function DownloadButton(props: {
  /** Name of the file. */
  fileName: string;
  /** Gives the text of the file. */
  load(): Promise<string>;
}) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const download = async () => {
    setBusy(true);
    setFailed(false);
    try {
      saveText(props.fileName, await props.load());
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
        {failed && 'The download failed. '}
      </Typography>
      <Button
        size="small"
        variant="outlined"
        disabled={busy}
        startIcon={<GetAppIcon aria-hidden />}
        onClick={download}
      >
        Download CSV
      </Button>
    </span>
  );
}
