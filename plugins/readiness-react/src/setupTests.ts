import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// To draw many rows takes its time on a busy machine: only what hangs comes to these limits.
configure({ asyncUtilTimeout: 60_000 });
jest.setTimeout(300_000);
