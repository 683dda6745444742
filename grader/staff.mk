# SPDX-License-Identifier: MIT
# What course staff type; included by the top Makefile, and not part of a student release.

.PHONY: test test-slow unit bench mutants stubs linux release demo-class gradescope
test: unit ## all of the project's own tests
	@$(PYTHON) -m unittest discover -q -s grader/tests -t .
	@$(PYTHON) -m grader determinism
	@$(PYTHON) -m grader selftest
test-slow: ## the tests that take minutes: a class on a Slurm cluster that loses a node
	@SLOW=1 $(PYTHON) -m unittest -q grader.tests.test_slurm
unit: ## only those that run on this machine, without QEMU
bench: ## the figures that the design promises
	@$(PYTHON) -m grader bench
mutants: ## prove the tests: every known wrong solution must lose the check it should
	@$(PYTHON) -m grader mutants
stubs: ## make the stubs again from the solutions
	@$(PYTHON) -m grader stubs
linux: ## boot Debian's own arm64 Linux under the proctor (fetches it with apt)
	@$(PYTHON) -m grader.faithful
release: ## build/bringup.tar.gz: the tree that students get
	@mkdir -p build; $(PYTHON) -m grader release --out build/bringup.tar.gz
demo-class: ## an invented class, graded: build/demo-class/out/index.html
	@$(PYTHON) -m grader demo-class
gradescope: ## the autograder archive for Gradescope: build/gradescope.zip [POLICY=file]
	@mkdir -p build; $(PYTHON) -m grader gradescope --out build/gradescope.zip $(if $(POLICY),--policy '$(POLICY)')
