/** After how many years the sample department archives: the published rows of 2010, 2013 and 2016 are. Never a department's own choice. */
export const SAMPLE_ARCHIVE_YEARS = { default: 10 } as const;
