import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// To load a page when it is first shown takes its time on a busy machine: only what hangs comes to these limits.
configure({ asyncUtilTimeout: 60_000 });
jest.setTimeout(300_000);
