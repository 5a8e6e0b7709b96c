"""Static files under names that change with their content, also where one script brings in another.

So a page that a tablet kept goes on with the very scripts that it came with, however new the portal is.
"""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Stamped(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True
