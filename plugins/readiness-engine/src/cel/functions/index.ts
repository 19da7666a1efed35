export type {
  CheckFunctionDescription,
  CheckFunctionType,
  CheckFunctionValue,
} from './CheckFunction';
export { checkFunctions, writeSignature } from './checkFunctions';
