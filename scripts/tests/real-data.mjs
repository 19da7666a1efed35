/** Runs the suite over data of other people; real-data-tests/README.md says what it needs. */
import '../../real-data-tests/run.mjs';
