import { HumanDuration } from '@backstage/types';

export interface Config {
  readiness?: {
    /** Security findings, OpenSSF Scorecard and releases. */
    security?: {
      /** Findings of security scanners in SARIF 2.1.0. Without a source there is no collector `sarif`. */
      sarif?: {
        /**
         * Files that end in `.sarif` or `.json`: paths of files (with any ending), paths of directories, or globs such as
         * `/var/sarif/*.sarif`. Relative ones are taken from the backend's working directory. Default: none.
         * @visibility backend
         */
        files?: string[];
        /**
         * How the path of a file, below the directory before the first wildcard of its entry, says whose it is: a path with
         * `{name}`, and `{namespace}` (default `default`) and `{kind}` (default `component`) where it has them, `*` within a
         * name and `**` for directories; e.g. `{namespace}/{name}.sarif`. Default: the documents say whose they are.
         * @visibility backend
         */
        pattern?: string;
        /** Files of scanners of which is known where they ran. Default: none. */
        located?: Array<{
          /**
           * As `files` above.
           * @visibility backend
           */
          files: string[];
          /**
           * The directory that was scanned: its URL as the locations of the catalog write it, e.g.
           * `https://github.com/acme/shop/tree/main`, or an absolute path.
           * @visibility backend
           */
          location: string;
        }>;
        /** Addresses that answer with SARIF. Default: none. */
        urls?: Array<{
          /**
           * An http or https address without credentials.
           * @visibility backend
           */
          url: string;
          /**
           * Sent as bearer token, over https only unless `allowPrivateAddresses` is set. Default: none.
           * @visibility secret
           */
          token?: string;
          /**
           * May its name resolve to a private or loopback address? Default: false.
           * @visibility backend
           */
          allowPrivateAddresses?: boolean;
          /**
           * Whose findings these are, e.g. `component:default/checkout`; kind and namespace have the defaults of `pattern`.
           * Default: the document says so.
           * @visibility backend
           */
          entity?: string;
          /**
           * The directory that was scanned, as in `located`. Default: the document says so.
           * @visibility backend
           */
          location?: string;
        }>;
        /**
         * Larger files and answers are not read: megabytes (of 1,048,576 bytes), at most 400. Default: 50.
         * @visibility backend
         */
        maxFileMegabytes?: number;
        /**
         * After how long a tool that reports about an entity no more counts as retired, so that what it found is forgotten:
         * a duration. Default: 30 days.
         * @visibility backend
         */
        forgetAfter?: HumanDuration | string;
      };
      /** Results of OpenSSF Scorecard. Without files there is no collector `ossf-scorecard`. */
      ossfScorecard?: {
        /**
         * Files that end in `.json`, as `readiness.security.sarif.files`. Default: none.
         * @visibility backend
         */
        files?: string[];
        /**
         * As `readiness.security.sarif.pattern`. Default: the repository that a result names says whose it is.
         * @visibility backend
         */
        pattern?: string;
        /**
         * Results that are older are not looked at: a duration. Default: 90 days.
         * @visibility backend
         */
        maxReportAge?: HumanDuration | string;
      };
      /** A directory tree of releases. Without files there is no collector `releases`. */
      releases?: {
        /**
         * Directories, or globs of files, in which releases lie. Default: none.
         * @visibility backend
         */
        files?: string[];
        /**
         * How the path of a file says whose release it is and which: as `readiness.security.sarif.pattern`, with `{version}`.
         * Default: `{name}/{version}/**`.
         * @visibility backend
         */
        pattern?: string;
      };
    };
    collectors?: {
      /** The collector of security findings. */
      sarif?: {
        /**
         * How often the sources are looked at: a duration. Default: 1 hour.
         * @visibility backend
         */
        frequency?: HumanDuration | string;
        /**
         * How long what was read is good for; longer than `frequency`. Default: 2 days.
         * @visibility backend
         */
        timeToLive?: HumanDuration | string;
      };
      /** The collector of OpenSSF Scorecard. */
      'ossf-scorecard'?: {
        /**
         * How often the files are looked at: a duration. Default: 6 hours.
         * @visibility backend
         */
        frequency?: HumanDuration | string;
        /**
         * How long what was read is good for; longer than `frequency`. Default: 3 days.
         * @visibility backend
         */
        timeToLive?: HumanDuration | string;
      };
      /** The collector of releases. */
      releases?: {
        /**
         * How often the tree is looked at: a duration. Default: 6 hours.
         * @visibility backend
         */
        frequency?: HumanDuration | string;
        /**
         * How long what was read is good for; longer than `frequency`. Default: 3 days.
         * @visibility backend
         */
        timeToLive?: HumanDuration | string;
      };
    };
  };
}
