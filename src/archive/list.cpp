// Which articles an archive holds, in the order they were added. Door: Archive::list. Test: tests/exports.py.
#include "archive/connection.h"

namespace vedette {

Result<std::vector<ListedArticle>> Archive::list() const {
  Result<Statement> all = connection_->database.prepare("SELECT article, id, added, replaced_by IS NOT NULL FROM article ORDER BY article");
  if (!all) return all.error();
  std::vector<ListedArticle> articles;
  while (true) {
    const Result<bool> row = all->step();
    if (!row) return row.error();
    if (!*row) return articles;
    articles.push_back({all->integer(0), std::string(all->text(1)), std::string(all->text(2)), all->integer(3) != 0});
  }
}

}  // namespace vedette
