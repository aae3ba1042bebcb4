/// A page of a single-page application, as a station's panel serves it for every unknown path.
pub(super) fn application_page(title: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"zh\">\n  <head>\n    <meta charset=\"UTF-8\" />\n    <link rel=\"icon\" href=\"/logo.png\" />\n    <title>{title}</title>\n    <script type=\"module\" crossorigin src=\"/assets/index-1a2b3c4d.js\"></script>\n  </head>\n  <body>\n    <div id=\"root\"></div>\n  </body>\n</html>\n"
    )
}
